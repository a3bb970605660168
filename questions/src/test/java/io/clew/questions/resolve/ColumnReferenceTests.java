package io.clew.questions.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.clew.identity.dataset.DatasetNames;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.ErrorCode;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.questions.story.ColumnFacts;
import io.clew.questions.story.Database;
import io.clew.questions.story.FraudFacts;
import io.clew.questions.story.Ledger;
import io.clew.store.Store;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class ColumnReferenceTests {

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);

    @Parameter Database database;

    @TempDir Path folder;
    private Store store;
    private Ledger ledger;

    @BeforeEach
    void open() {
        store = database.open(folder);
        ledger = new Ledger(store);
        ColumnFacts.tell(ledger);
        FraudFacts.tell(ledger);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void isADatasetAHashAndAName() {
        assertThat(find("s3://bank/transactions#card_hash")).isEqualTo(ColumnFacts.CARD_HASH);
        assertThat(find("s3a://bank/transactions#card_hash")).isEqualTo(ColumnFacts.CARD_HASH);
        assertThat(find(ColumnFacts.TRANSACTIONS.urn() + "#card_hash"))
                .isEqualTo(ColumnFacts.CARD_HASH);
        assertThat(find(ColumnFacts.CARD_HASH.toString())).isEqualTo(ColumnFacts.CARD_HASH);
    }

    @Test
    void meansTheColumnUnderAnotherNameOfTheDataset() {
        Urn table =
                DatasetNames.read("hive://metastore:9083/bank.transactions").orElseThrow().urn();
        ledger.by(
                "etl",
                c ->
                        c.declare(
                                table,
                                EdgeKind.SAME_AS,
                                ColumnFacts.TRANSACTIONS.urn(),
                                EventTime.received(c.now())));

        assertThat(find("hive://metastore:9083/bank.transactions#card_hash"))
                .isEqualTo(ColumnFacts.CARD_HASH);
    }

    @Test
    void isAmbiguousWhenADatasetHasThatVeryName() {
        Urn odd = DatasetNames.read("s3://bank/transactions#card_hash").orElseThrow().urn();
        ledger.by("etl", c -> c.declare(odd, "name", "odd", EventTime.received(c.now())));

        refused("s3://bank/transactions#card_hash")
                .satisfies(
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.AMBIGUOUS);
                            assertThat(refusal.candidates())
                                    .containsExactlyInAnyOrder(
                                            odd.toString(), ColumnFacts.CARD_HASH.toString());
                        });
        assertThat(find(ColumnFacts.TRANSACTIONS.urn() + "#card_hash"))
                .isEqualTo(ColumnFacts.CARD_HASH);
    }

    @Test
    void anUnknownColumnNamesThoseThatAreNear() {
        refused("s3://bank/transactions#card_hsh")
                .withMessage("Nothing is known of a column card_hsh of s3://bank/transactions.")
                .satisfies(
                        refusal ->
                                assertThat(refusal.candidates())
                                        .containsExactly(
                                                "s3://bank/transactions#card_hash",
                                                "s3://bank/transactions"));
        refused("s3://bank/transaction#amount")
                .satisfies(
                        refusal ->
                                assertThat(refusal.candidates())
                                        .contains("s3://bank/transactions"));
    }

    @Test
    void aColumnOfTheSchemaThatNoLineageNamesLeadsToItsDataset() {
        ledger.by(
                "ann",
                c ->
                        c.declare(
                                FraudFacts.TRANSACTIONS_1,
                                "schema",
                                java.util.List.of(java.util.Map.of("name", "hour", "type", "int")),
                                EventTime.received(c.now())));

        refused("s3://bank/transactions#hour")
                .withMessageContaining("by its schema, but no lineage names it")
                .satisfies(
                        refusal ->
                                assertThat(refusal.candidates())
                                        .contains("s3://bank/transactions"));
    }

    private Urn find(String text) {
        return store.read(db -> Resolver.resolve(db, VIEWER, "ref", text, Clocks.NOW)).urn();
    }

    private ThrowableAssertAlternative<ClewException> refused(String text) {
        return assertThatExceptionOfType(ClewException.class).isThrownBy(() -> find(text));
    }
}
