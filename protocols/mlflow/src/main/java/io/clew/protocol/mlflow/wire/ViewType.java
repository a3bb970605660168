package io.clew.protocol.mlflow.wire;

import io.clew.http.json.JsonObject;
import java.util.OptionalLong;

/** Chooses between what is there and what was deleted. */
public enum ViewType {
    ACTIVE_ONLY,
    DELETED_ONLY,
    ALL;

    /**
     * Reads a view type by its name or its number, as protobuf's JSON does; active only when it is
     * not set.
     *
     * @throws io.clew.model.ClewException INVALID_PARAMETER when it is none of them
     */
    public static ViewType of(JsonObject fields, String field) {
        Object value = fields.value(field);
        if (value == null) {
            return ACTIVE_ONLY;
        }
        if (value instanceof String name) {
            for (ViewType type : values()) {
                if (type.name().equals(name)) {
                    return type;
                }
            }
        }
        OptionalLong number =
                value instanceof Long || value instanceof String digits && digits.length() == 1
                        ? fields.optionalInteger(field)
                        : OptionalLong.empty();
        if (number.isPresent()
                && number.getAsLong() >= 1
                && number.getAsLong() <= values().length) {
            return values()[(int) number.getAsLong() - 1];
        }
        throw fields.invalid(field, "ACTIVE_ONLY, DELETED_ONLY or ALL was expected");
    }

    /** Says whether it shows a thing that is deleted or not. */
    public boolean shows(boolean deleted) {
        return this == ALL || deleted == (this == DELETED_ONLY);
    }
}
