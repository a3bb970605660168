package io.clew.protocol.mlflow.experiments;

import io.clew.http.json.JsonObject;
import io.clew.http.json.Text;
import io.clew.model.ClewException;

/** Reads the ids of experiments: decimal numbers, as texts. */
public final class ExperimentId {
    private ExperimentId() {}

    /** Stands for a number that no experiment has: far out of range, but well formed. */
    private static final long NOBODY = -1;

    /**
     * Reads a required field.
     *
     * @throws ClewException INVALID_PARAMETER when it is missing or no number, NOT_FOUND when it is
     *     one that no experiment can have
     */
    public static long of(JsonObject fields) {
        String text = fields.nonEmptyText("experiment_id");
        long id = parse(text);
        if (id < 0) {
            throw ClewException.notFound(
                    "No Experiment with id=%s exists".formatted(Text.cut(text, 100)));
        }
        return id;
    }

    /**
     * Reads a text of a list, in which an id that no experiment can have is no error.
     *
     * @throws ClewException INVALID_PARAMETER when it is no number
     */
    public static long parse(String text) {
        String digits = text.strip();
        boolean signed = digits.startsWith("-") || digits.startsWith("+");
        String unsigned = signed ? digits.substring(1) : digits;
        if (unsigned.isEmpty() || !unsigned.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw ClewException.invalid(
                    "experiment_id",
                    "Invalid experiment ID '%s'. Experiment ID must be a valid integer."
                            .formatted(Text.cut(text, 100)));
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException outOfRange) {
            return NOBODY;
        }
    }
}
