package io.clew.protocol.openlineage.facets;

import io.clew.identity.dataset.DatasetName;
import io.clew.protocol.openlineage.event.DatasetRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code columnLineage}: which columns of an output come from which of its inputs. */
final class ColumnLineage {
    private ColumnLineage() {}

    static List<Derivation> read(DatasetRef ref, Members facet) {
        Names names = new Names();
        Ways ways = new Ways();
        DatasetName output = names.of(ref.namespace(), ref.name());
        Gathering found = new Gathering();
        Members fields = facet.object("fields");
        if (fields != null) {
            for (Map.Entry<String, @Nullable Object> entry : fields.all().entrySet()) {
                Members field = Members.of(entry.getValue());
                if (field != null && !entry.getKey().isEmpty()) {
                    add(
                            found,
                            output,
                            entry.getKey(),
                            field.objects("inputFields"),
                            Transformations.deprecated(field),
                            names,
                            ways);
                }
            }
        }
        add(found, output, null, facet.objects("dataset"), List.of(), names, ways);
        return found.all();
    }

    /**
     * Counts what {@link #read} would return if it had no limit; a pair told twice counts twice.
     */
    static long count(Members facet) {
        long count = facet.count("dataset");
        Members fields = facet.object("fields");
        if (fields != null) {
            for (Object value : fields.all().values()) {
                Members field = Members.of(value);
                count += field == null ? 0 : field.count("inputFields");
            }
        }
        return count;
    }

    private static void add(
            Gathering found,
            DatasetName output,
            @Nullable String outputField,
            List<Members> inputs,
            List<Map<String, Object>> unlessTold,
            Names names,
            Ways ways) {
        for (Members input : inputs) {
            List<Map<String, Object>> told = ways.of(input);
            names.of(input)
                    .ifPresent(
                            name ->
                                    found.add(
                                            output,
                                            outputField,
                                            name,
                                            input.text("field"),
                                            told.isEmpty() ? unlessTold : told));
        }
    }
}
