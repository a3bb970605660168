package io.clew.questions.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.ErrorCode;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.story.Database;
import io.clew.questions.story.FraudFacts;
import io.clew.questions.story.Ledger;
import io.clew.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class ResolverTests {

    @Parameter Database database;

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);

    @TempDir Path folder;
    private Store store;
    private Ledger ledger;

    @BeforeEach
    void open() {
        store = database.open(folder);
        ledger = new Ledger(store);
        FraudFacts.tell(ledger);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @CsvSource({
        "urn:clew:model-version:mlflow/fraud/2, urn:clew:model-version:mlflow/fraud/2",
        "models:/fraud, urn:clew:model:mlflow/fraud",
        "models:/fraud/1, urn:clew:model-version:mlflow/fraud/1",
        "models:/fraud@production, urn:clew:model-version:mlflow/fraud/2",
        "models:/fraud/latest, urn:clew:model-version:mlflow/fraud/2",
        "models:/fraud/None, urn:clew:model-version:mlflow/fraud/2",
        "models:/m-11111111111111111111111111111111,"
                + " urn:clew:logged-model:mlflow/m-11111111111111111111111111111111",
        "runs:/11111111111111111111111111111111,"
                + " urn:clew:run:mlflow/11111111111111111111111111111111",
        "runs:/11111111111111111111111111111111/model,"
                + " urn:clew:logged-model:mlflow/m-11111111111111111111111111111111",
        "11111111111111111111111111111111, urn:clew:run:mlflow/11111111111111111111111111111111",
        "m-22222222222222222222222222222222,"
                + " urn:clew:logged-model:mlflow/m-22222222222222222222222222222222",
        "s3://bank/transactions, urn:clew:dataset:s3%3A%2F%2Fbank/transactions",
        "s3a://bank/transactions, urn:clew:dataset:s3%3A%2F%2Fbank/transactions",
        "git:9f3e, urn:clew:code:github.com%2Fbank%2Ffraud/9f3e21c07d1b4a6e8c5f2b9d0a1e3c4f5b6a7d88",
        "sha256:abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789,"
                + " urn:clew:logged-model:mlflow/m-11111111111111111111111111111111",
        "fraud-detection, urn:clew:job:mlflow/fraud-detection",
        "fraud, urn:clew:model:mlflow/fraud",
    })
    void findsWhatAReferenceMeans(String reference, String urn) {
        assertThat(resolve(reference, Clocks.NOW)).hasToString(urn);
    }

    @Test
    void followsAnAliasAndTheLatestToTheVersionOfThatTime() {
        Clocks january = at("2026-01-31T00:00:00Z");
        assertThat(resolve("models:/fraud@production", january)).isEqualTo(FraudFacts.VERSION_1);
        assertThat(resolve("models:/fraud/latest", january)).isEqualTo(FraudFacts.VERSION_1);
        Clocks knownThen = new Clocks(null, 5);
        assertThat(resolve("models:/fraud@production", knownThen)).isEqualTo(FraudFacts.VERSION_1);
        refused("models:/fraud@production", at("2026-01-05T13:00:00Z"), ErrorCode.NOT_FOUND);
    }

    @Test
    void saysThatAThingWasNotThereYet() {
        refused("models:/fraud/2", at("2026-01-31T00:00:00Z"), ErrorCode.NOT_FOUND)
                .withMessageContaining("first heard of at 2026-02-05T12:00:00Z");
        refused("models:/fraud/2", new Clocks(null, 3), ErrorCode.NOT_FOUND);
    }

    @Test
    void namesWhatMayHaveBeenMeant() {
        assertCandidates("models:/fruad/1", "models:/fraud");
        assertCandidates("models:/fraud/9", "models:/fraud/2", "models:/fraud/1");
        assertCandidates("models:/fraud@prodction", "models:/fraud@production");
        assertCandidates("s3://bank/transaction", "s3://bank/transactions");
        assertCandidates("fraud-detectoin", "fraud-detection", "fraud");
        assertCandidates("urn:clew:model:mlflow/frau", "urn:clew:model:mlflow/fraud");
        assertCandidates("prediction:7");
    }

    private void assertCandidates(String reference, String... candidates) {
        refused(reference, Clocks.NOW, ErrorCode.NOT_FOUND)
                .satisfies(e -> assertThat(e.candidates()).containsExactly(candidates));
    }

    @Test
    void refusesWhatCannotBeRead() {
        for (String text :
                List.of("", "   ", "urn:clew:nothing:x", "models:fraud", "git:xyz", "sha256:12")) {
            refused(text, Clocks.NOW, ErrorCode.INVALID_PARAMETER)
                    .satisfies(e -> assertThat(e.field()).isEqualTo("of"));
        }
    }

    @Test
    void asksBackWhenMoreThanOneThingIsMeant() {
        Urn fork = Urn.of(NodeKind.CODE, "github.com/fork/fraud", FraudFacts.COMMIT);
        Urn dirty =
                Urn.of(
                        NodeKind.CODE,
                        "github.com/bank/fraud",
                        FraudFacts.COMMIT + "-dirty-sha256-" + "0".repeat(64));
        ledger.by(
                "ben",
                commit ->
                        commit.declare(
                                MlflowUrns.run("3".repeat(32)),
                                EdgeKind.EXECUTED,
                                dirty,
                                EventTime.received(commit.now())));
        assertThat(resolve("git:" + FraudFacts.COMMIT, Clocks.NOW)).isEqualTo(FraudFacts.CODE);
        refused("git:9f3e", Clocks.NOW, ErrorCode.AMBIGUOUS);
        ledger.by(
                "ben",
                commit ->
                        commit.declare(
                                MlflowUrns.run("3".repeat(32)),
                                EdgeKind.EXECUTED,
                                fork,
                                EventTime.received(commit.now())));
        refused("git:" + FraudFacts.COMMIT, Clocks.NOW, ErrorCode.AMBIGUOUS)
                .satisfies(
                        e ->
                                assertThat(e.candidates())
                                        .containsExactly(
                                                FraudFacts.CODE.toString(), fork.toString()));
    }

    @Test
    void refusesAWorkspaceThatIsNotThere() {
        assertThatExceptionOfType(ClewException.class)
                .isThrownBy(
                        () ->
                                store.read(
                                        db ->
                                                Resolver.resolve(
                                                        db,
                                                        Viewer.ofAll(new Workspace("other")),
                                                        "of",
                                                        "models:/fraud",
                                                        Clocks.NOW)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    private Urn resolve(String reference, Clocks clocks) {
        NodeRow found = store.read(db -> Resolver.resolve(db, VIEWER, "of", reference, clocks));
        return found.urn();
    }

    private ThrowableAssertAlternative<ClewException> refused(
            String reference, Clocks clocks, ErrorCode code) {
        return assertThatExceptionOfType(ClewException.class)
                .as(reference)
                .isThrownBy(() -> resolve(reference, clocks))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private static Clocks at(String instant) {
        return new Clocks(Instant.parse(instant), Long.MAX_VALUE);
    }
}
