package io.clew.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Workspace;
import io.clew.model.log.LogEntry;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks that positions, data, counts and errors of harvests never part. */
abstract class HarvestsContractTests {
    private static final Workspace W = Workspace.DEFAULT;

    /** A slow record is being taken, and may be done. */
    private static CountDownLatch SLOW;

    private static CountDownLatch GO_ON;

    private final List<LogEntry> heard = new CopyOnWriteArrayList<>();
    private Store store;
    private Harvests harvests;
    private int opened;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void open() {
        SLOW = new CountDownLatch(1);
        GO_ON = new CountDownLatch(1);
        List<Migration> migrations = new ArrayList<>(Migration.core());
        migrations.addAll(IntakeSchema.migrations());
        store = newDatabase().open(migrations);
        Committer committer = new Committer(store, InstantSource.system(), List.of(heard::add));
        harvests =
                new Harvests(
                        store,
                        InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L)),
                        () -> opened++,
                        List.of(new OneByOne("words", committer, HarvestsContractTests::take)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Takes words, but for those that it does not like. */
    private static void take(Committer.Session session, RecordIntake.Batch batch, byte[] record) {
        String word = new String(record, StandardCharsets.UTF_8);
        Urn urn = Urn.of(NodeKind.DATASET, "words", word);
        session.commit(
                new Intent(batch.workspace(), batch.by("words"), "harvest/words"),
                commit -> {
                    commit.declare(urn, Attributes.NAME, word, EventTime.received(commit.now()));
                    return urn;
                });
        if (word.startsWith("bad")) {
            throw ClewException.invalid("word", word + " is no word, password=geheim");
        }
        if (word.startsWith("defect")) {
            throw new IllegalStateException("a defect");
        }
        if (word.startsWith("never")) {
            throw new DateTimeException("no such day");
        }
        if (word.startsWith("slow")) {
            SLOW.countDown();
            await(GO_ON);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Sent sent(Harvest harvest, long batch, String position, String... words) {
        return new Sent(
                harvest.pass(),
                batch,
                position,
                100,
                Arrays.stream(words).map(word -> "word " + word).toList(),
                Arrays.stream(words).map(word -> word.equals("z") ? "gone" : "m-" + word).toList(),
                Arrays.stream(words).map(w -> w.getBytes(StandardCharsets.UTF_8)).toList(),
                Map.of());
    }

    private Harvest begin() {
        return harvests.begin(W, "words", "book", false);
    }

    @Test
    void aKilledHarvestGoesOnWhereItsDataEnd() {
        Harvest first = begin();
        assertThat(first.position()).isEmpty();
        harvests.take(W, "ann", first.id(), sent(first, 1, "p1", "a", "b"));
        Harvest second = begin();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.position()).isEqualTo("p1");
        assertThat(second.pass()).isEqualTo(2);
        assertThat(second.brought()).isZero();
        assertThat(second.broughtEver()).isEqualTo(2);
        assertThat(harvests.begin(W, "words", "book", true).position()).isEmpty();
    }

    @Test
    void aBatchThatIsSentTwiceCountsOnce() {
        Harvest harvest = begin();
        harvests.take(W, "ann", harvest.id(), sent(harvest, 1, "p1", "a", "b"));
        assertThat(harvests.take(W, "ann", harvest.id(), sent(harvest, 1, "p1", "a", "b")))
                .isEmpty();
        assertThat(heard).hasSize(2);
        assertThat(harvests.get(W, harvest.id()).brought()).isEqualTo(2);
        assertRefused(harvest, sent(harvest, 3, "p3", "c"));
    }

    @Test
    void aBatchThatIsSentAgainWhileItIsTakenCountsOnce() throws Exception {
        Harvest harvest = begin();
        Sent batch = sent(harvest, 1, "p1", "slow");
        FutureTask<Object> first =
                new FutureTask<>(() -> harvests.take(W, "ann", harvest.id(), batch));
        FutureTask<Object> again =
                new FutureTask<>(() -> harvests.take(W, "ann", harvest.id(), batch));
        Thread.ofPlatform().start(first);
        await(SLOW);
        Thread second = Thread.ofPlatform().start(again);
        while (second.getState() != Thread.State.WAITING
                && second.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        GO_ON.countDown();
        first.get(1, TimeUnit.MINUTES);
        again.get(1, TimeUnit.MINUTES);
        assertThat(harvests.get(W, harvest.id()).brought()).isEqualTo(1);
        assertThat(heard).hasSize(1);
    }

    @Test
    void aNewWorkspaceIsMadeByItsFirstHarvest() {
        Workspace own = new Workspace("folder");
        assertThatThrownBy(() -> harvests.begin(own, "nothing", "book", false))
                .isInstanceOf(ClewException.class);
        assertThat(opened).isZero();
        Harvest harvest = harvests.begin(own, "words", "book", false);
        harvests.begin(own, "words", "book", false);
        assertThat(opened).isEqualTo(1);
        assertThat(harvests.get(own, harvest.id()).origin()).isEqualTo("book");
        assertThatThrownBy(() -> harvests.get(W, harvest.id())).isInstanceOf(ClewException.class);
    }

    @Test
    void aDefectOfAnyKindCostsOneRecord() {
        Harvest harvest = begin();
        harvests.take(W, "ann", harvest.id(), sent(harvest, 1, "p1", "a", "never", "b"));
        Harvest after = harvests.get(W, harvest.id());
        assertThat(after.brought()).isEqualTo(2);
        assertThat(after.errors()).isEqualTo(1);
        assertThat(after.position()).isEqualTo("p1");
    }

    @Test
    void longNamesStayTwoThings() {
        assertThat(Shown.name("x".repeat(600) + "Aa")).hasSize(Shown.NAME_CHARS_MAX);
        assertThat(Shown.name("x".repeat(600) + "Aa"))
                .isNotEqualTo(Shown.name("x".repeat(600) + "BB"));
    }

    @Test
    void aNewPassEndsTheOneBefore() {
        Harvest old = begin();
        Harvest young = begin();
        assertRefused(old, sent(old, 1, "p1", "a"));
        assertThatThrownBy(
                        () -> harvests.end(W, old.id(), old.pass(), Harvest.State.COMPLETE, null))
                .isInstanceOf(ClewException.class);
        assertThat(heard).isEmpty();
        harvests.take(W, "ann", young.id(), sent(young, 1, "p1", "a"));
        assertThat(harvests.end(W, young.id(), young.pass(), Harvest.State.FAILED, "no").reason())
                .isEqualTo("no");
    }

    private void assertRefused(Harvest harvest, Sent sent) {
        assertThatThrownBy(() -> harvests.take(W, "ann", harvest.id(), sent))
                .isInstanceOfSatisfying(
                        ClewException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_STATE));
    }

    @Test
    void whatIsRefusedLeavesNothingButItsReasonUntilItIsBrought() {
        Harvest harvest = begin();
        List<RecordIntake.Outcome> outcomes =
                harvests.take(
                        W, "ann", harvest.id(), sent(harvest, 1, "p1", "a", "bad1", "defect", "b"));
        assertThat(outcomes)
                .extracting(outcome -> outcome.refusal() == null)
                .containsExactly(true, false, false, true);
        assertThat(heard).hasSize(2);
        Harvest after = harvests.get(W, harvest.id());
        assertThat(after.brought()).isEqualTo(2);
        assertThat(after.refused()).isEqualTo(2);
        assertThat(after.errors()).isEqualTo(2);
        assertThat(harvests.errors(W, harvest.id(), "", 10))
                .extracting(Harvest.Problem::reason)
                .containsExactly(
                        "bad1 is no word, password=[masked]",
                        "Clew failed on this record; the server's log says why");
        assertThat(harvests.errors(W, harvest.id(), "word bad1", 10)).hasSize(1);
        harvests.take(
                W,
                "ann",
                harvest.id(),
                new Sent(
                        harvest.pass(),
                        2,
                        "p2",
                        -1,
                        List.of("word bad1"),
                        List.of(""),
                        List.of("good".getBytes(StandardCharsets.UTF_8)),
                        Map.of("a\0 file", "cut " + "x".repeat(3000))));
        assertThat(harvests.errors(W, harvest.id(), "", 10))
                .extracting(Harvest.Problem::what)
                .containsExactlyInAnyOrder("word defect", "a\uFFFD file");
        assertThat(harvests.get(W, harvest.id()).expected()).contains(100L);
    }

    @Test
    void onlyWhatIsNewOrDiffersIsAskedFor() {
        Harvest harvest = begin();
        harvests.take(W, "ann", harvest.id(), sent(harvest, 1, "p1", "a", "b", "bad1", "z"));
        Map<String, String> now =
                Map.of("word a", "m-a", "word b", "other", "word bad1", "m-bad1", "word z", "m-z");
        assertThat(harvests.changed(W, harvest.id(), now))
                .containsExactlyInAnyOrder("word b", "word bad1", "word z");
        assertThat(harvests.known(W, harvest.id(), "word ", "", 10))
                .containsExactly("word a", "word b");
        assertThat(harvests.known(W, harvest.id(), "word ", "word a", 10))
                .containsExactly("word b");
        assertThat(harvests.known(W, harvest.id(), "x", "", 10)).isEmpty();
    }

    @Test
    void aBatchOfRefusalsIsTakenRecordByRecord() {
        Harvest harvest = begin();
        String[] words = new String[30];
        Arrays.setAll(words, i -> i % 2 == 0 ? "bad" + i : "good" + i);
        harvests.take(W, "ann", harvest.id(), sent(harvest, 1, "p1", words));
        Harvest after = harvests.get(W, harvest.id());
        assertThat(after.brought()).isEqualTo(15);
        assertThat(after.errors()).isEqualTo(15);
        assertThat(after.position()).isEqualTo("p1");
        assertThat(heard).hasSize(15);
    }

    @Test
    void filesAreTakenByKindsThatHaveThemAndOfThePassThatIsOn() {
        Harvest first = begin();
        assertThatThrownBy(() -> file(first))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("brings no files");
        begin();
        assertThatThrownBy(() -> file(first))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("Another pass");
    }

    private void file(Harvest harvest) throws IOException {
        harvests.file(
                W,
                "ann",
                harvest.id(),
                harvest.pass(),
                "a/b",
                new ByteArrayInputStream(new byte[1]));
    }

    @Test
    void noSecretBecomesAPositionAndNoKindIsInvented() {
        Harvest harvest = begin();
        assertThatThrownBy(
                        () ->
                                harvests.take(
                                        W,
                                        "ann",
                                        harvest.id(),
                                        sent(harvest, 1, "postgresql://a:b@h/d")))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("secret");
        assertThatThrownBy(() -> harvests.begin(W, "dreams", "x", false))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("expected one of words");
        assertThat(harvests.begin(W, "words", "postgresql://a:b@h/d", false).origin())
                .isEqualTo("postgresql://a:[masked]@h/d");
        assertThatThrownBy(() -> harvests.get(new Workspace("none"), 1))
                .isInstanceOf(ClewException.class);
    }
}
