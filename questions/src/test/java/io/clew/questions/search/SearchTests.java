package io.clew.questions.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.questions.story.Database;
import io.clew.questions.story.FraudFacts;
import io.clew.questions.story.Ledger;
import io.clew.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class SearchTests {

    @Parameter Database database;

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);
    private static final Urn RUN_1 = MlflowUrns.run(FraudFacts.RUN_1);
    private static final Urn RUN_2 = MlflowUrns.run(FraudFacts.RUN_2);

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

    @Test
    void listsRunsNewestFirstWithWhatAListNeeds() {
        SearchPage page = search("", Set.of(NodeKind.RUN), List.of(), null, 10, null);
        assertThat(page.results()).extracting(SearchResult::urn).containsExactly(RUN_2, RUN_1);
        assertThat(page.next()).isNull();
        SearchResult newest = page.results().getFirst();
        assertThat(newest.name()).isEqualTo("second");
        assertThat(newest.snippet()).isNull();
        assertThat(newest.updated()).isEqualTo("2026-02-05T11:00:00Z");
        assertThat(newest.attributes())
                .containsEntry("status", "complete")
                .containsEntry("param.max_depth", "6")
                .containsEntry("metric.auc", 0.94);
    }

    @Test
    void findsWordsWhateverTheirCaseAndTheBestNameFirst() {
        assertThat(urns("FRAUD")).startsWith(FraudFacts.MODEL).contains(FraudFacts.JOB);
        assertThat(urns("fraud detection")).containsExactly(FraudFacts.JOB);
        assertThat(urns("ransact"))
                .containsExactlyInAnyOrder(FraudFacts.TRANSACTIONS, FraudFacts.TRANSACTIONS_1);
        assertThat(urns("100%")).isEmpty();
        assertThat(urns("_")).isEmpty();
    }

    @Test
    void showsTheTextAroundAMatchThatIsNotInAName() {
        SearchPage page = search("card", Set.of(), List.of(), null, 10, null);
        assertThat(page.results())
                .singleElement()
                .satisfies(found -> assertThat(found.snippet()).isEqualTo("Scores card payments."));
    }

    @Test
    void forgetsWhatIsNoLongerSaid() {
        assertThat(urns("card")).containsExactly(FraudFacts.MODEL);
        ledger.by(
                "zoe",
                c ->
                        c.declare(
                                FraudFacts.MODEL,
                                Attributes.DESCRIPTION,
                                "Scores transfers.",
                                EventTime.received(c.now())));
        assertThat(urns("card")).isEmpty();
        assertThat(urns("transfers")).containsExactly(FraudFacts.MODEL);
    }

    @Test
    void filtersByTagsParametersOwnerAndTime() {
        assertThat(filtered(SearchQuery.Filter.tag("team"))).containsExactly(RUN_2, RUN_1);
        assertThat(filtered(SearchQuery.Filter.tag("team=risk"))).containsExactly(RUN_2, RUN_1);
        assertThat(filtered(SearchQuery.Filter.tag("team=RISK"))).isEmpty();
        assertThat(filtered(SearchQuery.Filter.param("max_depth", "6")))
                .containsExactly(RUN_2, RUN_1);
        assertThat(filtered(SearchQuery.Filter.param("max_depth", "7"))).isEmpty();
        assertThat(filtered(SearchQuery.Filter.owner("risk"))).isEmpty();
        SearchPage recent =
                search(
                        "",
                        Set.of(NodeKind.RUN, NodeKind.JOB),
                        List.of(),
                        Instant.parse("2026-02-01T00:00:00Z"),
                        10,
                        null);
        assertThat(recent.results()).extracting(SearchResult::urn).containsExactly(RUN_2);
    }

    @Test
    void pagesAreTheWholeAnswerAndACursorIsOfItsQuestionOnly() {
        for (int i = 0; i < 25; i++) {
            String name = "extra-" + i;
            ledger.by(
                    "ann",
                    c ->
                            c.declare(
                                    MlflowUrns.model(name),
                                    Attributes.NAME,
                                    name,
                                    EventTime.received(c.now())));
        }
        for (String q : List.of("", "extra")) {
            List<Urn> whole = urns(q);
            List<Urn> paged = new ArrayList<>();
            String cursor = null;
            do {
                SearchPage page = search(q, Set.of(), List.of(), null, 7, cursor);
                page.results().forEach(found -> paged.add(found.urn()));
                cursor = page.next();
            } while (cursor != null);
            assertThat(paged).isEqualTo(whole).doesNotHaveDuplicates();
        }
        String cursor = search("", Set.of(), List.of(), null, 3, null).next();
        for (String wrong : List.of("x", "", "%%%", cursor == null ? "" : cursor)) {
            assertThatExceptionOfType(ClewException.class)
                    .isThrownBy(() -> search("extra", Set.of(), List.of(), null, 3, wrong))
                    .satisfies(e -> assertThat(e.field()).isEqualTo("cursor"));
        }
    }

    @Test
    void refusesMoreWordsThanItLooksFor() {
        assertThatExceptionOfType(ClewException.class)
                .isThrownBy(() -> SearchQuery.words("a b c d e f g h i j k l m n o p q r s t u v"))
                .satisfies(e -> assertThat(e.field()).isEqualTo("q"));
    }

    private List<Urn> urns(String q) {
        return search(q, Set.of(), List.of(), null, 200, null).results().stream()
                .map(SearchResult::urn)
                .toList();
    }

    private List<Urn> filtered(SearchQuery.Filter filter) {
        return search("", Set.of(), List.of(filter), null, 200, null).results().stream()
                .map(SearchResult::urn)
                .toList();
    }

    private SearchPage search(
            String q,
            Set<NodeKind> kinds,
            List<SearchQuery.Filter> filters,
            @Nullable Instant since,
            int limit,
            @Nullable String cursor) {
        SearchQuery query =
                new SearchQuery(SearchQuery.words(q), kinds, filters, since, limit, cursor);
        return store.read(db -> Search.page(db, VIEWER, query));
    }
}
