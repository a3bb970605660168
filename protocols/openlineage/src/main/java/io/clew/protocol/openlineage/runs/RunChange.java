package io.clew.protocol.openlineage.runs;

import io.clew.identity.dataset.DatasetVersions;
import io.clew.model.Fact;
import io.clew.model.Urn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Compares the record of a run before and after an event: what follows now and did not before. */
public final class RunChange {

    private final RunRecord before;
    private final RunRecord after;
    private final long millis;
    private final MadeVersions versionsBefore;
    private final MadeVersions versions;
    private final FactSet old;
    private final FactSet now;

    /**
     * Compares the record of a run before and after an event.
     *
     * @param millis event time
     */
    public RunChange(RunRecord before, RunRecord after, Urn run, long millis) {
        this.before = before;
        this.after = after;
        this.millis = millis;
        this.versionsBefore = new MadeVersions(before);
        this.versions = new MadeVersions(after);
        this.old = RunFacts.of(before, run, versionsBefore);
        this.now = RunFacts.of(after, run, versions);
    }

    /** Hands on the facts that are new, and retractions of those that no longer follow. */
    public void facts(Consumer<Fact> out) {
        now.since(old, millis, "superseded", out);
    }

    /** Hands on new edges that other runs state too. */
    public void sharedFacts(Consumer<Fact.EdgeFact> out) {
        now.sharedSince(old, out);
    }

    /** Says whether what the run did to columns counts: it completed, or flows. */
    public boolean isEffective() {
        return isEffective(after, versions);
    }

    /** Says whether it turned out not to count though it seemed to before. */
    public boolean turnedOutFailed() {
        return isEffective(before, versionsBefore) && !isEffective(after, versions);
    }

    private static boolean isEffective(RunRecord record, MadeVersions versions) {
        Attempt last = versions.timeline().last();
        return last.state() == Attempt.State.COMPLETE
                || (record.streaming() && !last.state().isFailure());
    }

    /** Returns the datasets that the run wrote, or tried to. */
    public List<Urn> outputs() {
        return List.copyOf(after.outputs().keySet());
    }

    /** Returns the version that the run used of a dataset, where an event named one. */
    public Optional<Urn> versionUsed(Urn dataset) {
        return Optional.ofNullable(after.inputs().get(dataset))
                .map(InputUse::version)
                .map(version -> DatasetVersions.byProducer(dataset, version));
    }

    /** Returns the versions that the run made of a dataset. */
    public Set<Urn> versionsMade(Urn dataset) {
        return versions.of(dataset);
    }

    /** Returns the outputs that have a version now which they had not before the event. */
    public List<Urn> versionedAnew() {
        List<Urn> datasets = new ArrayList<>();
        for (Urn dataset : after.outputs().keySet()) {
            if (!versionsBefore.of(dataset).containsAll(versions.of(dataset))) {
                datasets.add(dataset);
            }
        }
        return datasets;
    }

    /** Returns the family of producers by whose word all that follows from the run is stated. */
    public String producer() {
        return after.producer();
    }

    /** Returns when the run dropped a dataset (true) or wrote it (false), by what was known. */
    public SortedMap<Long, Boolean> droppedBefore(Urn dataset) {
        return versionsBefore.dropped(dataset);
    }

    /** Returns when the run dropped a dataset (true) or wrote it (false), by what is known now. */
    public SortedMap<Long, Boolean> dropped(Urn dataset) {
        return versions.dropped(dataset);
    }

    /** Returns the log positions of the events that describe an output, none of which is stale. */
    public List<Long> telling(Urn dataset) {
        OutputMade made = after.outputs().get(dataset);
        return made == null ? List.of() : made.telling();
    }
}
