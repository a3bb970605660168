package io.clew.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.Asserter;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Workspace;
import io.clew.model.log.LogEntry;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitterTests {

    private static final Intent INTENT =
            new Intent(Workspace.DEFAULT, Asserter.claimed("mlflow", "ann"), "runs/create");
    private static final Urn RUN = Urn.of(NodeKind.RUN, "mlflow", "r1");
    private static final Urn DATA = Urn.of(NodeKind.DATASET, "s3://bank", "transactions");

    @TempDir Path folder;
    private final List<LogEntry> heard = new CopyOnWriteArrayList<>();

    @Test
    void replayingTheLogGivesWhatListenersHeard() {
        try (Store store = open()) {
            Committer committer = committer(store);
            committer.commit(INTENT, this::aRunThatUsedData);
            committer.commit(
                    INTENT,
                    commit -> {
                        commit.declare(RUN, "status", "complete", EventTime.reported(9));
                        commit.subject(RUN);
                        return 0;
                    });
            assertThat(heard).extracting(LogEntry::position).containsExactly(1L, 2L);
            assertThat(store.<List<LogEntry>>read(db -> LogReader.entries(db, 0, 10)))
                    .isEqualTo(heard);
        }
    }

    @Test
    void aRefusedWriteLeavesNothingAndTakesNoPosition() {
        try (Store store = open()) {
            Committer committer = committer(store);
            assertThatThrownBy(
                            () ->
                                    committer.commit(
                                            INTENT,
                                            commit -> {
                                                aRunThatUsedData(commit);
                                                throw new IllegalStateException("no");
                                            }))
                    .hasMessage("no");
            committer.commit(INTENT, this::aRunThatUsedData);
            assertThat(store.<List<LogEntry>>read(db -> LogReader.entries(db, 0, 10)))
                    .isEqualTo(heard)
                    .hasSize(1)
                    .first()
                    .extracting(LogEntry::position)
                    .isEqualTo(1L);
        }
    }

    @Test
    void pointsOfOneSubjectInOneGroupShareAnEntry() {
        try (Store store = open()) {
            Committer committer = committer(store);
            committer.commit(INTENT, this::aRunThatUsedData);
            committer.commit(
                    INTENT,
                    commit -> {
                        commit.points(RUN, new byte[] {1});
                        return 0;
                    });
            assertThat(heard).hasSize(2).last().extracting(LogEntry::records).isEqualTo(List.of());
            assertThat(
                            store.<String>read(
                                    db ->
                                            db.sql(
                                                            "SELECT subjects FROM entry_body WHERE position = 2")
                                                    .first(row -> row.text("subjects"))
                                                    .orElseThrow()))
                    .isEqualTo("[\"" + RUN + "\"]");
        }
    }

    @Test
    void recordTimeNeverGoesBack() {
        long[] clock = {5000};
        try (Store store = open()) {
            Committer committer =
                    new Committer(store, () -> Instant.ofEpochMilli(clock[0]), List.of(heard::add));
            committer.commit(INTENT, this::aRunThatUsedData);
            clock[0] = 3000;
            committer.commit(INTENT, this::aRunThatUsedData);
            clock[0] = 6000;
            committer.commit(INTENT, this::aRunThatUsedData);
        }
        assertThat(heard)
                .extracting(entry -> entry.recorded().toEpochMilli())
                .containsExactly(5000L, 5000L, 6000L);
    }

    @Test
    void everyWordOfALongTextIsWholeInSomeTerm() {
        String text = "x".repeat(230) + " betweentwoterms " + "y".repeat(300) + " End";
        assertThat(Terms.of("description", text))
                .allMatch(term -> term.length() <= Terms.CHARS_MAX)
                .anyMatch(term -> term.contains(" betweentwoterms "))
                .anyMatch(term -> term.endsWith(" end"));
        assertThat(Terms.of("param.depth", 5L)).containsExactly("5");
        assertThat(Terms.of("schema", "{}")).isEmpty();
    }

    private int aRunThatUsedData(Commit commit) {
        commit.declare(RUN, EdgeKind.USED, DATA, EventTime.reported(5), Map.of("context", "train"));
        commit.declare(RUN, "status", "running", EventTime.reported(5));
        commit.subject(RUN);
        commit.payload(new byte[] {'{', '}'});
        return 1;
    }

    private Store open() {
        return Stores.sqlite(folder, Migration.core());
    }

    private Committer committer(Store store) {
        return new Committer(store, InstantSource.system(), List.of(heard::add));
    }
}
