package io.clew.protocol.mlflow.search;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;

/**
 * Reads the name of a field: {@code metrics.acc}, {@code `tags`."my tag"}, {@code start_time}.
 *
 * @param key in the entity's own spelling when it is an attribute
 */
record FieldName(FieldKind kind, String key) {

    /** Reads the name of a field that a filter speaks of. */
    static FieldName searched(String text, SearchEntity entity) {
        FieldName name = split(text, entity);
        if (name.kind == FieldKind.ATTRIBUTE) {
            SearchEntity.Attribute attribute = entity.attribute(name.key);
            if (attribute == null || !attribute.searchable()) {
                throw refuse(
                        "Invalid attribute key '%s' specified. Valid keys are '%s'"
                                .formatted(name.key, entity.searchableKeys()));
            }
            return new FieldName(FieldKind.ATTRIBUTE, attribute.name());
        }
        if (name.kind == FieldKind.DATASET && !entity.datasetKeys().contains(name.key)) {
            throw refuse(
                    "Invalid dataset key '%s' specified. Valid keys are '%s'"
                            .formatted(name.key, entity.datasetKeys()));
        }
        return name;
    }

    /** Reads the name of a field that a list is ordered by. */
    static FieldName ordered(String text, SearchEntity entity) {
        FieldName name = split(text, entity);
        if (name.kind == FieldKind.ATTRIBUTE) {
            SearchEntity.Attribute attribute = entity.attribute(name.key);
            if (attribute == null || !attribute.orderable()) {
                throw refuse(
                        "Invalid attribute key '%s' specified. Valid keys are '%s'"
                                .formatted(name.key, entity.orderableKeys()));
            }
            return new FieldName(FieldKind.ATTRIBUTE, attribute.name());
        }
        if (!entity.isOrderable(name.kind)) {
            throw refuse("Invalid order_by entity: " + name.kind.wireName());
        }
        return name;
    }

    private static FieldName split(String text, SearchEntity entity) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            return new FieldName(FieldKind.ATTRIBUTE, unquoted(text));
        }
        String prefix = text.substring(0, dot);
        FieldKind kind = entity.kind(trimmed(prefix, '`'));
        if (kind == null) {
            throw refuse(
                    "Invalid entity type '%s'. Valid values are %s"
                            .formatted(trimmed(prefix, '`'), entity.prefixes()));
        }
        return new FieldName(kind, unquoted(text.substring(dot + 1)));
    }

    private static String unquoted(String key) {
        return trimmed(trimmed(trimmed(key, '\''), '"'), '`');
    }

    private static String trimmed(String text, char quote) {
        boolean quoted =
                text.length() >= 2
                        && text.charAt(0) == quote
                        && text.charAt(text.length() - 1) == quote;
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    static ClewException refuse(String message) {
        return new ClewException(ErrorCode.INVALID_PARAMETER, message);
    }
}
