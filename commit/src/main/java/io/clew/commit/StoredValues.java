package io.clew.commit;

import io.clew.commit.internal.EvidenceText;
import io.clew.commit.internal.FactJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values of facts back from the JSON text that the tables hold. */
public final class StoredValues {
    private StoredValues() {}

    /** Reads a value: text, Long, Double, Boolean, List or Map; null stays null. */
    public static @Nullable Object read(@Nullable String json) {
        return FactJson.read(json);
    }

    /** Reads the attributes of an edge; null is none. */
    public static Map<String, Object> readMap(@Nullable String json) {
        return FactJson.readMap(json);
    }

    /** Reads the inputs of an inference; null is none. */
    public static List<String> readTexts(@Nullable String json) {
        return EvidenceText.read(json);
    }
}
