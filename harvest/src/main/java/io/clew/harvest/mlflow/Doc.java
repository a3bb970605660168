package io.clew.harvest.mlflow;

import java.util.Map;

/**
 * Holds one thing of an MLflow, as the record of it is sent.
 *
 * @param name what people call it; the name of its record
 * @param fields its fields, without points of metrics
 * @param pointsMark tells apart what points a run has at different times; empty for all else
 */
record Doc(String name, Map<String, Object> fields, String pointsMark) {

    Doc(String name, Map<String, Object> fields) {
        this(name, fields, "");
    }

    /** Returns the id of a run or model. */
    String id() {
        return String.valueOf(fields.get("id"));
    }
}
