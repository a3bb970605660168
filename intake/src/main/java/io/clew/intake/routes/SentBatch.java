package io.clew.intake.routes;

import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.intake.Harvests;
import io.clew.intake.Sent;
import io.clew.model.ClewException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a batch: lines of JSON, the first of which says what the others are.
 *
 * <p>The first holds {@code pass}, {@code batch}, {@code position}, {@code names} (one for each
 * record), and where there are any {@code marks}, {@code expected} and {@code problems} of {@code
 * what} and {@code reason}. Each other line is a record.
 */
final class SentBatch {
    private SentBatch() {}

    static Sent read(byte[] body) {
        List<byte[]> lines = lines(body);
        if (lines.isEmpty()) {
            throw ClewException.invalid(
                    "pass", "The batch is empty: expected a line that says what it is.");
        }
        JsonObject head = Json.readObject(lines.getFirst());
        List<byte[]> records = lines.subList(1, lines.size());
        List<String> names = head.texts("names");
        if (names.size() != records.size() || names.size() > Harvests.RECORDS_MAX) {
            throw head.invalid(
                    "names",
                    "expected one for each of the %d records, which are at most %d"
                            .formatted(records.size(), Harvests.RECORDS_MAX));
        }
        List<String> marks = head.texts("marks");
        if (marks.isEmpty()) {
            marks = Collections.nCopies(names.size(), "");
        }
        if (marks.size() != names.size()
                || marks.stream().anyMatch(mark -> mark.length() > Harvests.MARK_CHARS_MAX)) {
            throw head.invalid(
                    "marks",
                    "expected one of up to %d characters for each record, or none"
                            .formatted(Harvests.MARK_CHARS_MAX));
        }
        String position = head.text("position");
        if (position.length() > Harvests.POSITION_CHARS_MAX) {
            throw head.invalid(
                    "position",
                    "expected up to %d characters".formatted(Harvests.POSITION_CHARS_MAX));
        }
        Map<String, String> problems = new LinkedHashMap<>();
        for (JsonObject problem : head.objects("problems")) {
            problems.put(problem.nonEmptyText("what"), problem.nonEmptyText("reason"));
        }
        if (problems.size() > Harvests.RECORDS_MAX) {
            throw head.invalid("problems", "expected at most " + Harvests.RECORDS_MAX);
        }
        return new Sent(
                head.integer("pass"),
                head.integer("batch"),
                position,
                head.optionalInteger("expected").orElse(-1),
                names,
                marks,
                records,
                problems);
    }

    /** Splits at line feeds; lines without anything are left out. */
    private static List<byte[]> lines(byte[] body) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= body.length; i++) {
            if (i == body.length || body[i] == '\n') {
                int end = i > from && body[i - 1] == '\r' ? i - 1 : i;
                if (end > from) {
                    lines.add(Arrays.copyOfRange(body, from, end));
                }
                from = i + 1;
            }
        }
        return lines;
    }
}
