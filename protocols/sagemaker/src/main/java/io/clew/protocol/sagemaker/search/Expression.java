package io.clew.protocol.sagemaker.search;

import io.clew.protocol.sagemaker.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a search's expression into a judgement of described resources. */
final class Expression {
    private Expression() {}

    static Predicate<Map<String, @Nullable Object>> of(Map<String, @Nullable Object> expression) {
        List<Predicate<Map<String, @Nullable Object>>> parts = new ArrayList<>();
        for (Object filter : Call.listOf(expression.get("Filters"))) {
            parts.add(new Condition(List.of(), Call.mapOf(filter))::holds);
        }
        for (Object each : Call.listOf(expression.get("NestedFilters"))) {
            Map<String, @Nullable Object> nested = Call.mapOf(each);
            List<String> prefix =
                    List.of(String.valueOf(nested.get("NestedPropertyName")).split("\\."));
            for (Object filter : Call.listOf(nested.get("Filters"))) {
                parts.add(condition(prefix, Call.mapOf(filter))::holds);
            }
        }
        for (Object sub : Call.listOf(expression.get("SubExpressions"))) {
            parts.add(of(Call.mapOf(sub)));
        }
        boolean any = "Or".equals(expression.get("Operator"));
        return resource ->
                any && !parts.isEmpty()
                        ? parts.stream().anyMatch(part -> part.test(resource))
                        : parts.stream().allMatch(part -> part.test(resource));
    }

    /** A nested filter's name may have the property in front of it already. */
    private static Condition condition(List<String> prefix, Map<String, @Nullable Object> filter) {
        String name = String.valueOf(filter.get("Name"));
        return new Condition(
                name.startsWith(String.join(".", prefix) + ".") ? List.of() : prefix, filter);
    }
}
