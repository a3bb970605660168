package io.clew.protocol.openlineage.facets;

import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code schema}: the columns of a dataset, of a version as an attribute, of the dataset itself as
 * nodes too; a field within a field is the column {@code a.b}.
 */
final class Schema implements Meaning {
    /** Most fields in the attribute; the widest real tables have a few thousand. */
    static final int FIELDS_MAX = 10_000;

    /** Most columns that become nodes from one schema. */
    static final int COLUMNS_MAX = 1000;

    /** Deepest nesting of fields; each level is two of a value. */
    private static final int DEPTH_MAX = 25;

    private static final int NAME_CHARS_MAX = 1000;
    private static final int TYPE_CHARS_MAX = 4000;
    private static final int DESCRIPTION_CHARS_MAX = 1000;

    @Override
    public void state(Members facet, Subject subject) {
        List<Members> fields = facet.objects("fields");
        if (fields.isEmpty()) {
            return;
        }
        Counted kept = new Counted();
        List<Map<String, Object>> schema = kept.fields(fields, 0);
        if (!subject.out().say(subject.node(), Attributes.SCHEMA, schema)) {
            return;
        }
        long told = kept.told;
        if (subject.node().kind() == NodeKind.DATASET) {
            int drawn = columns(schema, "", 0, subject);
            subject.cut("schema.columns", drawn, told);
        }
        subject.cut("schema", kept.kept, told);
    }

    /** Draws the columns of some fields and of those within them; returns how many are drawn. */
    private static int columns(
            List<Map<String, Object>> fields, String prefix, int before, Subject subject) {
        int drawn = before;
        for (Map<String, Object> field : fields) {
            if (drawn >= COLUMNS_MAX) {
                return drawn;
            }
            String path = prefix + field.get("name");
            Urn column = OpenLineageUrns.column(subject.node(), path);
            subject.out().draw(column, EdgeKind.PART_OF, subject.node(), Map.of());
            subject.say(column, Attributes.DATA_TYPE, field.get("type"));
            if (field.get("description") instanceof String description) {
                subject.say(column, Attributes.DESCRIPTION, description);
            }
            drawn++;
            if (field.get("fields") instanceof List<?> inner) {
                drawn = columns(cast(inner), path + ".", drawn, subject);
            }
        }
        return drawn;
    }

    @SuppressWarnings("unchecked") // made by Counted
    private static List<Map<String, Object>> cast(List<?> fields) {
        return (List<Map<String, Object>>) fields;
    }

    /** Reads fields within bounds, and counts them. */
    private static final class Counted {
        int kept;
        long told;

        List<Map<String, Object>> fields(List<Members> sent, int depth) {
            List<Map<String, Object>> fields = new ArrayList<>(Math.min(sent.size(), FIELDS_MAX));
            for (Members each : sent) {
                @Nullable String name = each.text("name");
                if (name == null) {
                    continue;
                }
                told++;
                boolean full = kept >= FIELDS_MAX || depth >= DEPTH_MAX;
                Map<String, Object> field = new LinkedHashMap<>(6);
                if (!full) {
                    kept++;
                    field.put("name", Texts.bounded(name, NAME_CHARS_MAX));
                    put(field, "type", each.text("type"), TYPE_CHARS_MAX);
                    put(field, "description", each.text("description"), DESCRIPTION_CHARS_MAX);
                    fields.add(field);
                }
                List<Members> inner = each.objects("fields");
                if (!inner.isEmpty()) {
                    List<Map<String, Object>> within = fields(inner, full ? DEPTH_MAX : depth + 1);
                    if (!within.isEmpty()) {
                        field.put("fields", within);
                    }
                }
            }
            return fields;
        }

        private static void put(
                Map<String, Object> field, String key, @Nullable String text, int charsMax) {
            if (text != null) {
                field.put(key, Texts.bounded(text, charsMax));
            }
        }
    }

    @Override
    public void end(Subject subject) {
        subject.end(Attributes.SCHEMA);
    }
}
