package io.clew.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.model.Asserter;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Workspace;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnceTests {
    private static final Urn RUN = Urn.of(NodeKind.RUN, "mlflow", "r1");
    private static final Urn CODE = Urn.of(NodeKind.CODE, "github.com/bank/fraud", "abc");
    private static final EventTime AT = EventTime.reported(5);

    @TempDir Path folder;
    private final List<LogEntry> heard = new CopyOnWriteArrayList<>();
    private Store store;
    private Committer committer;

    @BeforeEach
    void open() {
        store = TestDatabase.sqlite(folder).open(Migration.core());
        committer = new Committer(store, InstantSource.system(), List.of(heard::add));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anAttributeIsSaidAgainOnlyWhenItsValueOrItsAsserterDiffers() {
        assertThat(by("ann", c -> Once.declare(c, CODE, "branch", "main", AT))).isEqualTo(1);
        assertThat(by("ann", c -> Once.declare(c, CODE, "branch", "main", AT))).isZero();
        assertThat(by("bob", c -> Once.declare(c, CODE, "branch", "main", AT))).isEqualTo(1);
        assertThat(by("ann", c -> Once.declare(c, CODE, "branch", "dev", AT))).isEqualTo(1);
        assertThat(by("ann", c -> Once.declare(c, CODE, "branch", "main", AT))).isEqualTo(1);
    }

    @Test
    void whatOneWriteSaysTwiceIsSaidOnceUnlessItWasTakenBackBetween() {
        assertThat(
                        by(
                                "ann",
                                c -> {
                                    Once.declare(c, CODE, "branch", "main", AT);
                                    Once.declare(c, CODE, "branch", "main", AT);
                                    Once.declare(c, RUN, EdgeKind.USED, CODE, AT);
                                    Once.declare(c, RUN, EdgeKind.USED, CODE, AT);
                                    Once.withdraw(c, RUN, EdgeKind.USED, CODE, AT, "wrong");
                                    Once.declare(c, RUN, EdgeKind.USED, CODE, AT);
                                }))
                .as("branch, edge, its withdrawal, edge")
                .isEqualTo(4);
    }

    @Test
    void anEdgeIsSaidAgainWhenItsAttributesDifferOrItWasTakenBack() {
        Consumer<Commit> train =
                c -> Once.declare(c, RUN, EdgeKind.USED, CODE, AT, Map.of("context", "train"));
        assertThat(by("ann", train)).isEqualTo(1);
        assertThat(by("ann", train)).isZero();
        assertThat(by("ann", c -> Once.declare(c, RUN, EdgeKind.USED, CODE, AT))).isEqualTo(1);
        assertThat(by("ann", c -> Once.withdraw(c, RUN, EdgeKind.USED, CODE, AT, "wrong")))
                .isEqualTo(1);
        assertThat(by("ann", train)).isEqualTo(1);
    }

    @Test
    void withdrawingTakesBackWhatOthersSaidThroughTheSameProtocolOnly() {
        by("ann", c -> c.declare(RUN, EdgeKind.USED, CODE, AT));
        by("bob", c -> c.declare(RUN, EdgeKind.USED, CODE, AT));
        Asserter other = Asserter.claimed("openlineage", "airflow");
        committer.commit(
                new Intent(Workspace.DEFAULT, other, "event"),
                c -> {
                    c.declare(RUN, EdgeKind.USED, CODE, AT);
                    return 0;
                });
        by("carl", c -> Once.withdraw(c, RUN, EdgeKind.USED, CODE, AT, "wrong"));
        assertThat(heard.getLast().records())
                .extracting(r -> ((LogRecord.EdgeRetracted) r).fact().by())
                .containsExactlyInAnyOrder(
                        Asserter.claimed("mlflow", "ann"), Asserter.claimed("mlflow", "bob"));
        assertThat(by("carl", c -> Once.withdraw(c, RUN, EdgeKind.USED, CODE, AT, "wrong")))
                .isZero();
    }

    /** Commits work by a name and returns how many facts it added. */
    private long by(String name, Consumer<Commit> work) {
        committer.commit(
                new Intent(Workspace.DEFAULT, Asserter.claimed("mlflow", name), "test"),
                c -> {
                    c.subject(RUN);
                    work.accept(c);
                    return 0;
                });
        return heard.getLast().records().stream()
                .filter(record -> !(record instanceof LogRecord.NodeAdded))
                .count();
    }
}
