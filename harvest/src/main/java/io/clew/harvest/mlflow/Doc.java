package io.clew.harvest.mlflow;

import io.clew.harvest.Item;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Holds one thing of an MLflow, as the record of it is sent.
 *
 * @param name what people call it; the name of its record
 * @param fields its fields, without points of metrics
 * @param pointsMark tells apart what points a run has at different times; empty for all else
 */
record Doc(String name, Map<String, Object> fields, String pointsMark) {

    private static final int MARK_CHARS = 32;

    Doc(String name, Map<String, Object> fields) {
        this(name, fields, "");
    }

    /** Returns what tells its state apart from others. */
    String mark() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Item.JSON.writeValueAsBytes(fields));
            digest.update(pointsMark.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, MARK_CHARS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the id of a run or model. */
    String id() {
        return String.valueOf(fields.get("id"));
    }
}
