package io.clew.intake;

import io.clew.intake.RecordIntake.Outcome;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.model.Secrets;
import io.clew.model.Workspace;
import io.clew.store.Db;
import io.clew.store.Store;
import io.clew.store.WorkspaceRows;
import io.clew.store.blobs.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps how far each harvest has come, durable exactly with what it brought, and what it could not
 * bring.
 *
 * <p>A harvest is one kind of source, one origin and one workspace. Whoever begins a pass of it
 * ends the pass before: a batch of that one is refused however late it comes.
 */
public final class Harvests {

    /** Most records of a batch: they share a transaction, which others wait for. */
    public static final int RECORDS_MAX = 1000;

    /** Most characters of a position: a source keeps marks there, not data. */
    public static final int POSITION_CHARS_MAX = 65_536;

    /** Most characters of a mark. */
    public static final int MARK_CHARS_MAX = 200;

    /** The mark of what is no longer in the source. */
    public static final String GONE = "gone";

    private final Store store;
    private final InstantSource clock;
    private final Runnable opened;
    private final Map<String, RecordIntake> intakes = new TreeMap<>();

    /**
     * Keeps harvests of some kinds.
     *
     * @param opened runs after a workspace was made, for what each of them must have
     * @param intakes what takes the records, one for each kind
     */
    public Harvests(Store store, InstantSource clock, Runnable opened, List<RecordIntake> intakes) {
        this.store = store;
        this.clock = clock;
        this.opened = opened;
        intakes.forEach(intake -> this.intakes.put(intake.kind(), intake));
    }

    /**
     * Begins a pass; a workspace that is not there yet is made.
     *
     * @param restart whether to read from the start again
     * @throws ClewException INVALID_PARAMETER when there is no such kind
     */
    public Harvest begin(Workspace workspace, String kind, String origin, boolean restart) {
        intake(kind).begin(workspace.name(), origin);
        String clean = Secrets.redact(origin);
        long now = clock.millis();
        if (store.write(db -> WorkspaceRows.make(db, workspace))) {
            opened.run();
        }
        return store.write(
                db -> {
                    int workspaceId = HarvestRows.workspaceId(db, workspace);
                    @Nullable Harvest known =
                            HarvestRows.find(db, workspaceId, kind, clean).orElse(null);
                    long id =
                            known == null
                                    ? HarvestRows.insert(db, workspaceId, kind, clean, now)
                                    : known.id();
                    if (known != null) {
                        HarvestRows.begin(db, id, restart ? "" : known.position(), now);
                    }
                    return HarvestRows.get(db, workspaceId, id);
                });
    }

    /**
     * Returns what is new or was brought in another state.
     *
     * @param marks the state of each thing in the source now, by name
     */
    public Set<String> changed(Workspace workspace, long id, Map<String, String> marks) {
        return read(
                workspace,
                scope -> {
                    HarvestRows.get(scope.db(), scope.workspaceId(), id);
                    Map<String, String> clean = new LinkedHashMap<>();
                    marks.keySet().forEach(what -> clean.put(what, Shown.name(what)));
                    Map<String, String> known =
                            SeenRows.marks(scope.db(), id, List.copyOf(clean.values()));
                    Set<String> changed = new LinkedHashSet<>();
                    marks.forEach(
                            (what, mark) -> {
                                if (!mark.equals(known.get(clean.get(what)))) {
                                    changed.add(what);
                                }
                            });
                    return changed;
                });
    }

    /** Returns names of what was brought with a mark and is not gone, that begin with a text. */
    public List<String> known(
            Workspace workspace, long id, String prefix, String after, int limit) {
        return read(
                workspace,
                scope -> {
                    HarvestRows.get(scope.db(), scope.workspaceId(), id);
                    return SeenRows.names(
                            scope.db(),
                            id,
                            after.compareTo(prefix) > 0 ? after : prefix,
                            prefix + "\uDBFF\uDFFF",
                            limit);
                });
    }

    /**
     * Takes a batch, with the position after it.
     *
     * @return what came of each record; empty when this batch was taken before
     * @throws ClewException INVALID_STATE when another pass has begun or a batch is missing before
     */
    public List<Outcome> take(Workspace workspace, String caller, long id, Sent sent) {
        Harvest harvest = get(workspace, id);
        if (harvest.pass() == sent.pass() && harvest.batch() == sent.batch()) {
            return List.of();
        }
        requireNext(harvest, sent);
        if (Secrets.isSecretValue(sent.position())) {
            throw ClewException.invalid(
                    "position", "The position holds what looks like a secret: keep it elsewhere");
        }
        long now = clock.millis();
        if (sent.records().isEmpty()) {
            return store.write(
                    db -> {
                        Moves.move(db, harvest, sent, List.of(), now);
                        return List.of();
                    });
        }
        List<String> names = sent.names().stream().map(Shown::name).toList();
        Set<String> known =
                sent.marks().stream().allMatch(String::isEmpty)
                        ? Set.of()
                        : store.read(db -> SeenRows.marks(db, id, names)).keySet();
        RecordIntake.Batch batch =
                new RecordIntake.Batch(
                        workspace,
                        caller,
                        harvest.kind(),
                        harvest.origin(),
                        sent.records(),
                        names.stream().map(known::contains).toList());
        try {
            return intake(harvest.kind())
                    .take(batch, (db, outcomes) -> Moves.move(db, harvest, sent, outcomes, now));
        } catch (ClewException refusal) {
            Harvest moved = get(workspace, id);
            if (moved.pass() == sent.pass() && moved.batch() == sent.batch()) {
                return List.of();
            }
            throw refusal;
        }
    }

    /**
     * Takes the bytes of a file that a record of this pass names afterwards.
     *
     * @param path where it belongs, as the protocol of the harvest's kind names it
     * @return what they are
     * @throws ClewException INVALID_STATE when another pass has begun; INVALID_PARAMETER when no
     *     file can be there
     * @throws IOException when the harvester went away
     */
    public Blob file(
            Workspace workspace, String caller, long id, long pass, String path, InputStream body)
            throws IOException {
        Harvest harvest = get(workspace, id);
        if (harvest.pass() != pass) {
            throw Moves.fenced(id);
        }
        return intake(harvest.kind()).file(workspace, caller, path, body);
    }

    private static void requireNext(Harvest harvest, Sent sent) {
        if (harvest.pass() != sent.pass()) {
            throw Moves.fenced(harvest.id());
        }
        if (harvest.batch() != sent.batch() - 1) {
            throw new ClewException(
                    ErrorCode.INVALID_STATE,
                    "Batch %d of harvest %d follows none: expected %d"
                            .formatted(sent.batch(), harvest.id(), harvest.batch() + 1));
        }
    }

    /**
     * Ends a pass.
     *
     * @param reason why it failed; null when it did not
     */
    public Harvest end(
            Workspace workspace, long id, long pass, Harvest.State state, @Nullable String reason) {
        long now = clock.millis();
        return store.write(
                db -> {
                    int workspaceId = HarvestRows.workspaceId(db, workspace);
                    HarvestRows.get(db, workspaceId, id);
                    String why = reason == null ? null : Shown.reason(reason);
                    if (!HarvestRows.end(db, id, pass, state, why, now)) {
                        throw Moves.fenced(id);
                    }
                    return HarvestRows.get(db, workspaceId, id);
                });
    }

    /** Returns one harvest of a workspace. */
    public Harvest get(Workspace workspace, long id) {
        return read(workspace, scope -> HarvestRows.get(scope.db(), scope.workspaceId(), id));
    }

    /** Returns the harvests of a workspace in the order they first began, after one of them. */
    public List<Harvest> page(Workspace workspace, long after, int limit) {
        return read(
                workspace,
                scope -> HarvestRows.page(scope.db(), scope.workspaceId(), after, limit));
    }

    /** Returns what a harvest could not bring, by name, after one of them. */
    public List<Harvest.Problem> errors(Workspace workspace, long id, String after, int limit) {
        return read(
                workspace,
                scope -> {
                    HarvestRows.get(scope.db(), scope.workspaceId(), id);
                    return HarvestRows.errors(scope.db(), id, after, limit);
                });
    }

    private record Scope(Db db, int workspaceId) {}

    private <T> T read(Workspace workspace, Function<Scope, T> work) {
        return store.read(db -> work.apply(new Scope(db, HarvestRows.workspaceId(db, workspace))));
    }

    private RecordIntake intake(String kind) {
        RecordIntake intake = intakes.get(kind);
        if (intake == null) {
            throw ClewException.invalid(
                    "kind",
                    "This server knows no harvest of '%s': expected one of %s"
                            .formatted(kind, String.join(", ", intakes.keySet())));
        }
        return intake;
    }
}
