package io.clew.protocol.sagemaker.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers one operation, whose fields were checked. */
@FunctionalInterface
public interface Operation {

    /**
     * Returns the fields of the answer; those that are null are left out.
     *
     * @throws Refusal to refuse it
     */
    Map<String, @Nullable Object> answer(Call call);
}
