package io.clew.protocol.openlineage.routes;

import io.clew.commit.LogReader;
import io.clew.http.Method;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.model.Workspace;
import io.clew.protocol.openlineage.rows.ExportRows;
import io.clew.protocol.openlineage.rows.ExportRows.Found;
import io.clew.protocol.openlineage.rows.ExportRows.Wanted;
import io.clew.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives the events back as they came, one a line, in the order they were taken.
 *
 * <p>An answer ends with the events that were there when it was asked for. Between its parts no
 * transaction is open, so a slow reader holds nothing up.
 */
public final class ExportRoutes {
    /** Where the events are. */
    public static final String EXPORT = "/api/v1/export/openlineage";

    /** Names the cursor of the next page in the answer's head, where there is one. */
    public static final String NEXT_HEADER = "X-Clew-Next";

    private static final Set<String> PARAMETERS =
            Set.of("workspace", "since", "until", "namespace", "job", "cursor", "limit");

    /** Packed bytes that are unpacked at a time, but for an event that is larger alone. */
    private static final long PART_BYTES_MAX = 1 << 20;

    private final Store store;

    /** Makes the route over a store. */
    public ExportRoutes(Store store) {
        this.store = store;
    }

    /** Returns the routes. */
    public List<Route> all() {
        return List.of(new Route(Method.GET, EXPORT, 0, this::export));
    }

    private Response export(Request request) {
        Sender.checkParameters(request, PARAMETERS);
        ExportAsked asked = ExportAsked.of(request);
        Wanted wanted = wanted(asked, Sender.workspace(request));
        Integer limit = asked.limit();
        Optional<Long> more =
                limit == null
                        ? Optional.empty()
                        : store.read(db -> ExportRows.lastOfPage(db, wanted, asked.after(), limit));
        Wanted page = more.map(last -> upTo(wanted, last)).orElse(wanted);
        Response answer =
                Response.stream(
                        200, "application/x-ndjson", -1, out -> write(out, page, asked.after()));
        return more.map(last -> answer.withHeader(NEXT_HEADER, String.valueOf(last)))
                .orElse(answer);
    }

    private Wanted wanted(ExportAsked asked, Workspace workspace) {
        return store.read(
                db ->
                        new Wanted(
                                ExportRows.workspaceId(db, workspace),
                                asked.sinceMillis(),
                                asked.untilMillis(),
                                asked.namespace(),
                                asked.job(),
                                LogReader.head(db)));
    }

    private static Wanted upTo(Wanted wanted, long last) {
        return new Wanted(
                wanted.workspaceId(),
                wanted.sinceMillis(),
                wanted.untilMillis(),
                wanted.namespace(),
                wanted.job(),
                last);
    }

    private void write(OutputStream out, Wanted wanted, long after) throws IOException {
        List<Found> found;
        long position = after;
        do {
            long from = position;
            found = store.read(db -> ExportRows.after(db, wanted, from));
            for (List<Long> part : parts(found)) {
                List<byte[]> events =
                        store.read(db -> ExportRows.events(db, wanted.workspaceId(), part));
                for (byte[] event : events) {
                    out.write(line(event));
                }
            }
            position = found.isEmpty() ? position : found.getLast().position();
        } while (found.size() == ExportRows.PAGE_EVENTS);
    }

    /** Splits events into parts that memory has room for. */
    private static List<List<Long>> parts(List<Found> found) {
        List<List<Long>> parts = new ArrayList<>();
        @Nullable List<Long> part = null;
        long bytes = 0;
        for (Found each : found) {
            if (part == null || bytes + each.packedBytes() > PART_BYTES_MAX) {
                part = new ArrayList<>();
                parts.add(part);
                bytes = 0;
            }
            part.add(each.position());
            bytes += each.packedBytes();
        }
        return parts;
    }

    /** Makes an event one line: JSON has ends of lines only where a blank does as well. */
    private static byte[] line(byte[] event) {
        byte[] trimmed = EventArray.trimmed(event);
        byte[] line = Arrays.copyOf(trimmed, trimmed.length + 1);
        for (int i = 0; i < trimmed.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        line[trimmed.length] = '\n';
        return line;
    }
}
