package io.clew.protocol.metaflow.folder;

import io.clew.model.ClewException;
import io.clew.protocol.metaflow.facts.Moment;
import io.clew.protocol.metaflow.wire.Fields;
import io.clew.protocol.metaflow.wire.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Reads the parts of a record by their names. */
final class FolderFields {
    /** The end of the year 9999: no time of a record is later. */
    private static final long MILLIS_MAX = 253_402_300_799_000L;

    private static final String TIME = "ts_epoch";

    private FolderFields() {}

    static Fields fields(Map<?, ?> record, String name) {
        if (record.get(name) instanceof Map<?, ?> members) {
            return new Fields(members, name + ".");
        }
        throw ClewException.invalid(name, name + ": an object was expected");
    }

    static List<Fields> list(Map<?, ?> record, String name) {
        List<Fields> all = new ArrayList<>();
        if (record.get(name) instanceof List<?> elements) {
            for (Object element : elements) {
                if (!(element instanceof Map<?, ?> members)) {
                    throw ClewException.invalid(name, name + ": objects were expected");
                }
                all.add(new Fields(members, name + "[" + all.size() + "]."));
            }
        }
        all.sort(Comparator.comparingLong(FolderFields::millis));
        return all;
    }

    static long millis(Fields fields) {
        return fields.integer(TIME, 0, MILLIS_MAX, 0);
    }

    static Moment moment(Fields fields) {
        return Moment.reported(millis(fields));
    }

    static String flowId(Fields fields) {
        return fields.name("flow_id", "");
    }

    static Key runKey(Fields fields) {
        return new Key(id(fields, "run_number"));
    }

    /** Ids stand as texts in the folder, whoever made them. */
    static String id(Fields fields, String field) {
        Object value = fields.value(field);
        return value instanceof Long number ? number.toString() : fields.name(field, "");
    }
}
