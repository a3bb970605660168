package io.clew.harvest;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.model.Secrets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs one pass: from where the server says to the end of the source, or until it is stopped.
 *
 * <p>Records go in batches that the server takes whole, with the position after them.
 */
public final class Pass implements Sink {

    /** Most records of a batch; the server takes no more. */
    private static final int RECORDS_MAX = 1000;

    /** Most bytes of the records of a batch; a body of up to 32 MiB is taken. */
    private static final int BATCH_BYTES_MAX = 16 << 20;

    /** Most bytes of one record. */
    private static final int RECORD_BYTES_MAX = 30 << 20;

    private final ClewClient clew;
    private final ClewClient.Begun begun;
    private final Progress progress;
    private final BooleanSupplier stopped;
    private final Map<String, String> problems = new LinkedHashMap<>();
    private String position;
    private long batch;
    private long brought;
    private long refused;
    private OptionalLong expected = OptionalLong.empty();

    private Pass(
            ClewClient clew, ClewClient.Begun begun, Progress progress, BooleanSupplier stopped) {
        this.clew = clew;
        this.begun = begun;
        this.progress = progress;
        this.stopped = stopped;
        this.position = begun.position();
    }

    /**
     * Says how a pass ended.
     *
     * @param whole whether it came to the end of the source
     */
    public record End(long brought, long refused, boolean whole) {}

    /**
     * Runs a pass.
     *
     * @param kind the kind of the source
     * @param restart whether to read from the start again
     * @param stopped whether a person ended it
     * @throws ClewException UNAVAILABLE when source or server stay away; the next pass goes on
     */
    public static End run(
            ClewClient clew,
            String kind,
            Source source,
            boolean restart,
            Progress progress,
            BooleanSupplier stopped) {
        ClewClient.Begun begun = clew.begin(kind, source.origin(), restart);
        Pass pass = new Pass(clew, begun, progress, stopped);
        progress.begins(source.origin(), begun.position());
        try {
            source.read(begun.position(), pass);
            pass.flushProblems();
        } catch (Stopped stop) {
            return pass.stop();
        } catch (InterruptedException interrupt) {
            return pass.stop();
        } catch (IOException failure) {
            throw pass.fail(
                    new ClewException(
                            ErrorCode.UNAVAILABLE,
                            Secrets.redact(String.valueOf(failure.getMessage()))));
        } catch (RuntimeException failure) {
            if (stopped.getAsBoolean()) {
                return pass.stop();
            }
            throw pass.fail(failure);
        }
        clew.end(begun, "complete", null);
        return new End(pass.brought, pass.refused, true);
    }

    private End stop() {
        // A server that is busy must not keep a person from ending this.
        clew.endOnce(begun, "stopped", null);
        return new End(brought, refused, false);
    }

    private RuntimeException fail(RuntimeException failure) {
        String why = Secrets.redact(String.valueOf(failure.getMessage()));
        clew.endOnce(begun, "failed", why);
        return failure instanceof ClewException known
                ? new ClewException(known.code(), why, known.field(), known.candidates())
                : failure;
    }

    @Override
    public void expect(long records) {
        expected = OptionalLong.of(Math.max(records, 0));
    }

    @Override
    public void problem(String what, String reason) {
        String why = Secrets.redact(reason);
        problems.put(what, why);
        progress.refuses(Secrets.redact(what), why);
        if (problems.size() >= RECORDS_MAX) {
            flushProblems();
        }
    }

    @Override
    public Set<String> changed(Map<String, String> marks) {
        return marks.isEmpty() ? Set.of() : clew.changed(begun, marks);
    }

    @Override
    public void known(String prefix, Consumer<String> visitor) {
        clew.known(begun, prefix, visitor);
    }

    @Override
    public Stored file(String path, long sizeBytes, Content content) {
        if (stopped.getAsBoolean()) {
            throw new Stopped("stopped");
        }
        return clew.file(begun, path, sizeBytes, content);
    }

    private void flushProblems() {
        if (!problems.isEmpty()) {
            send(List.of(), position);
        }
    }

    @Override
    public void put(List<Item> records, String after) {
        List<Item> part = new ArrayList<>();
        long bytes = 0;
        for (Item record : records) {
            int size = record.json().length;
            if (size > RECORD_BYTES_MAX) {
                problem(
                        record.name(),
                        "it has %,d bytes, and a record may have %,d"
                                .formatted(size, RECORD_BYTES_MAX));
                continue;
            }
            if (!part.isEmpty() && (bytes + size > BATCH_BYTES_MAX || part.size() == RECORDS_MAX)) {
                send(part, position);
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(record);
            bytes += size;
        }
        send(part, after);
    }

    private void send(List<Item> records, String after) {
        if (stopped.getAsBoolean()) {
            throw new Stopped("stopped");
        }
        batch++;
        List<ClewClient.Refusal> refusals =
                clew.send(
                        begun,
                        new ClewClient.Batch(
                                batch, after, expected, records, Map.copyOf(problems)));
        position = after;
        brought += records.size() - refusals.size();
        refused += refusals.size() + problems.size();
        problems.clear();
        refusals.forEach(
                refusal -> progress.refuses(records.get(refusal.index()).name(), refusal.reason()));
        progress.moves(brought, refused, expected);
    }
}
