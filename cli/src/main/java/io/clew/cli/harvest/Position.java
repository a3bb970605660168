package io.clew.cli.harvest;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Says how far a harvest has come.
 *
 * @param from event time from which to read on; events at this very time may be read again
 * @param skip events to leave out from there: not 0 only while more events than a page holds have
 *     one and the same time
 * @param sent events that were sent
 * @param refused how many of these were refused
 */
record Position(Instant from, long skip, long sent, long refused) {

    /** Before all events. */
    static final Position START = new Position(Instant.EPOCH, 0, 0, 0);

    /** Names what is brought where: a position is of one such task. */
    record Task(String source, String target, String workspace) {}

    /** Keeps a position in a file, so that a harvest that is killed can go on. */
    record File(Path path, Task task) {

        /**
         * Reads the position; the start when there is no file.
         *
         * @throws ClewException INVALID_PARAMETER when the file is of another task or no position
         */
        Position load() {
            if (!Files.exists(path)) {
                return START;
            }
            try {
                JsonNode saved = MarquezSource.JSON.readTree(Files.readAllBytes(path));
                Task of =
                        new Task(
                                saved.path("source").asString(""),
                                saved.path("target").asString(""),
                                saved.path("workspace").asString(""));
                if (!of.equals(task)) {
                    throw ClewException.invalid(
                            "position",
                            "%s is the position of another harvest (from %s to %s): name another file with --position, or remove it"
                                    .formatted(path, of.source(), of.target()));
                }
                return new Position(
                        Instant.parse(saved.path("from").asString("")),
                        saved.path("skip").asLong(0),
                        saved.path("sent").asLong(0),
                        saved.path("refused").asLong(0));
            } catch (JacksonException | DateTimeException | IOException unreadable) {
                throw ClewException.invalid(
                        "position",
                        "%s is no position of a harvest: remove it to begin anew".formatted(path));
            }
        }

        /** Writes the position, whole or not at all. */
        void save(Position position) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("source", task.source());
            members.put("target", task.target());
            members.put("workspace", task.workspace());
            members.put("from", position.from().toString());
            members.put("skip", position.skip());
            members.put("sent", position.sent());
            members.put("refused", position.refused());
            Path part = path.resolveSibling(path.getFileName() + ".part");
            try {
                Files.write(part, MarquezSource.JSON.writeValueAsBytes(members));
                Files.move(
                        part,
                        path,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw unwritable();
            }
        }

        /** Removes the file: the harvest is over. */
        void remove() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw unwritable();
            }
        }

        private ClewException unwritable() {
            return new ClewException(
                    ErrorCode.UNAVAILABLE,
                    "the position cannot be written to %s: name another file with --position"
                            .formatted(path));
        }
    }
}
