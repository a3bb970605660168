package io.clew.protocol.mlflow.loggedmodels;

import io.clew.http.json.JsonObject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Says how far a logged model has come; numbers and names are those of MLflow's protobuf. */
public enum LoggedModelStatus {
    UNSPECIFIED("LOGGED_MODEL_STATUS_UNSPECIFIED"),
    PENDING("LOGGED_MODEL_PENDING"),
    READY("LOGGED_MODEL_READY"),
    FAILED("LOGGED_MODEL_UPLOAD_FAILED");

    private final String wireName;

    LoggedModelStatus(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the name on MLflow's wire. */
    public String wireName() {
        return wireName;
    }

    /** Returns the number in rows. */
    public int number() {
        return ordinal();
    }

    /** Returns the word in facts, such as {@code ready}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the status of a number in a row. */
    public static LoggedModelStatus of(long number) {
        return values()[(int) number];
    }

    /**
     * Reads a required field that holds a name of the wire or its number.
     *
     * @throws io.clew.model.ClewException INVALID_PARAMETER naming the field
     */
    public static LoggedModelStatus read(JsonObject fields, String field) {
        Object value = fields.value(field);
        Optional<LoggedModelStatus> known =
                switch (value) {
                    case String text ->
                            Arrays.stream(values())
                                    .filter(
                                            status ->
                                                    status.wireName.equals(text)
                                                            || text.equals("" + status.number()))
                                    .findFirst();
                    case Long number when number >= 0 && number < values().length ->
                            Optional.of(of(number));
                    case null -> throw fields.missing(field);
                    default -> Optional.empty();
                };
        return known.orElseThrow(
                () ->
                        fields.invalid(
                                field,
                                "one of "
                                        + Arrays.stream(values())
                                                .map(LoggedModelStatus::wireName)
                                                .toList()
                                        + " was expected"));
    }
}
