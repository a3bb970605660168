package io.clew.protocol.sagemaker.record;

import io.clew.protocol.sagemaker.rows.Arn;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.wire.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows what SageMaker says of one resource: the fields of the call that made it with those of the
 * answer, or of the answer that describes it.
 *
 * @param call where it was said: region and account
 */
record Resource(Call call, Map<String, @Nullable Object> fields) {

    /** Returns a text at a path such as {@code AlgorithmSpecification.TrainingImage}. */
    Optional<String> text(String path) {
        return at(path) instanceof String text && !text.isBlank()
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Returns a map at a path; empty when there is none. */
    Map<String, @Nullable Object> map(String path) {
        return at(path) instanceof Map<?, ?> map ? Call.mapOf(map) : Map.of();
    }

    /** Returns the structures of a list at a path. */
    List<Resource> list(String path) {
        return at(path) instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(each -> new Resource(call, Call.mapOf(each)))
                        .toList()
                : List.of();
    }

    /** Returns what is at a path; null when there is nothing. */
    @Nullable Object at(String path) {
        Object at = fields;
        for (String name : path.split("\\.")) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at;
    }

    /** Returns the resource's ARN: as told, or as SageMaker makes it of kind and name. */
    String arn(String field, String kind, String name) {
        return text(field)
                .orElseGet(
                        () -> {
                            Arn base =
                                    Arn.of(
                                            call.region(),
                                            call.account(),
                                            EntityKind.ARTIFACT,
                                            name);
                            return new Arn(
                                            base.partition(),
                                            base.region(),
                                            base.account(),
                                            kind,
                                            base.resource())
                                    .toString();
                        });
    }

    /** Returns the ARN of another resource that this one names: by its name, or by its ARN. */
    String arnOf(String kind, String nameOrArn) {
        return nameOrArn.startsWith("arn:")
                ? nameOrArn
                : new Resource(call, Map.of()).arn("-", kind, nameOrArn);
    }
}
