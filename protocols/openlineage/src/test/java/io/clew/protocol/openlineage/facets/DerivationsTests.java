package io.clew.protocol.openlineage.facets;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.JobRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DerivationsTests {
    private static final Urn RUN = OpenLineageUrns.run(Sent.RUN_ID);
    private static final Urn OTHER_RUN =
            OpenLineageUrns.run("b7dce052-51a6-4d66-98b9-5fd8b78a79c7");
    private static final Urn TRANSFORM = OpenLineageUrns.job("airflow", "daily.transform");

    /** Writes a derivation on one line, so that a test reads as what it expects. */
    private static String line(Derivation d) {
        return "%s%s < %s%s %s"
                .formatted(
                        d.output().name(),
                        d.outputField() == null ? "" : "#" + d.outputField(),
                        d.input().name(),
                        d.inputField() == null ? "" : "#" + d.inputField(),
                        d.transformations());
    }

    private static String line(ExplicitLineage.Flow flow) {
        return flow.from() + " " + flow.kind() + " " + flow.to() + " " + flow.attributes();
    }

    private static List<String> columns(String facet) {
        return Derivations.ofColumnLineage(Sent.dataset("db.out", facet)).stream()
                .map(DerivationsTests::line)
                .toList();
    }

    private static ExplicitLineage lineage(String jobFacet, DatasetRef... outputs) {
        return Derivations.ofLineage(
                        Sent.run("{}", Sent.job(jobFacet), List.of(), List.of(outputs)), RUN)
                .orElseThrow();
    }

    @Test
    void readsColumnsWithTheirTransformations() {
        assertThat(
                        columns(
                                """
                                {"columnLineage": {"fields": {
                                  "total": {"inputFields": [
                                    {"namespace": "postgres://db:5432", "name": "db.in", "field": "price",
                                     "transformations": [{"type": "DIRECT", "subtype": "AGGREGATION",
                                       "description": "sum", "masking": false}]},
                                    {"namespace": "POSTGRESQL://db", "name": "db.in", "field": "day"}]}}}}
                                """))
                .containsExactly(
                        "db.out#total < db.in#price [{type=DIRECT, subtype=AGGREGATION,"
                                + " description=sum, masking=false}]",
                        "db.out#total < db.in#day []");
    }

    @Test
    void readsWhatTheWholeDatasetDependsOn() {
        assertThat(
                        columns(
                                """
                                {"columnLineage": {"fields": {}, "dataset": [
                                  {"namespace": "postgres://db:5432", "name": "db.in", "field": "country",
                                   "transformations": [{"type": "INDIRECT", "subtype": "FILTER"}]}]}}
                                """))
                .containsExactly("db.out < db.in#country [{type=INDIRECT, subtype=FILTER}]");
    }

    @Test
    void countsTheDeprecatedFormAsOneTransformation() {
        assertThat(
                        columns(
                                """
                                {"columnLineage": {"fields": {
                                  "mail": {"transformationType": "MASKED", "transformationDescription": "sha256",
                                    "inputFields": [{"namespace": "n", "name": "in", "field": "mail"}]},
                                  "id": {"transformationType": "IDENTITY",
                                    "inputFields": [{"namespace": "n", "name": "in", "field": "id"}]}}}}
                                """))
                .containsExactly(
                        "db.out#mail < in#mail [{type=DIRECT, subtype=MASKED,"
                                + " description=sha256, masking=true}]",
                        "db.out#id < in#id [{type=DIRECT, subtype=IDENTITY, masking=false}]");
    }

    @Test
    void joinsWhatOnePairIsToldTwice() {
        assertThat(
                        columns(
                                """
                                {"columnLineage": {"fields": {"a": {"inputFields": [
                                  {"namespace": "n", "name": "in", "field": "x",
                                   "transformations": [{"type": "INDIRECT", "subtype": "JOIN"}]},
                                  {"namespace": "n", "name": "in", "field": "x",
                                   "transformations": [{"type": "INDIRECT", "subtype": "FILTER"},
                                                       {"type": "INDIRECT", "subtype": "JOIN"}]}]}}}}
                                """))
                .containsExactly(
                        "db.out#a < in#x [{type=INDIRECT, subtype=JOIN}, {type=INDIRECT,"
                                + " subtype=FILTER}]");
    }

    @Test
    void readsNothingFromADeletedOrOddFacet() {
        assertThat(columns("{\"columnLineage\": {\"_deleted\": true, \"fields\": {}}}")).isEmpty();
        assertThat(
                        columns(
                                """
                                {"columnLineage": {"dataset": "x", "fields": {"a": 1, "b": {},
                                  "c": {"inputFields": [7, {"name": "only"}]}}}}
                                """))
                .isEmpty();
    }

    @Test
    void readsDatasetToDataset() {
        DatasetRef output =
                Sent.dataset(
                        "db.customers",
                        """
                        {"lineage": {
                          "inputs": [{"namespace": "n", "name": "raw", "type": "DATASET"},
                                     {"namespace": "n", "name": "raw", "type": "DATASET", "field": "country",
                                      "transformations": [{"type": "INDIRECT", "subtype": "FILTER"}]}],
                          "fields": {"customer_id": {"inputs": [
                            {"namespace": "n", "name": "raw", "type": "DATASET", "field": "id",
                             "transformations": [{"type": "DIRECT", "subtype": "IDENTITY", "masking": false}]}]}}}}
                        """);
        ExplicitLineage found =
                Derivations.ofLineage(new Event.DatasetEvent(Sent.AT, Sent.PRODUCER, output), null)
                        .orElseThrow();
        assertThat(found.derivations())
                .extracting(DerivationsTests::line)
                .containsExactly(
                        "db.customers < raw []",
                        "db.customers < raw#country [{type=INDIRECT, subtype=FILTER}]",
                        "db.customers#customer_id < raw#id [{type=DIRECT, subtype=IDENTITY,"
                                + " masking=false}]");
        assertThat(found.flows()).isEmpty();
    }

    @Test
    void readsDatasetToAnotherJob() {
        ExplicitLineage found =
                lineage(
                        """
                        {"lineage": {"entries": [{"namespace": "airflow", "name": "daily.transform", "type": "JOB",
                          "inputs": [{"namespace": "n", "name": "orders", "type": "DATASET", "field": "id",
                                      "transformations": [{"type": "INDIRECT", "subtype": "FILTER"}]},
                                     {"namespace": "n", "name": "orders", "type": "DATASET"}]}]}}
                        """);
        assertThat(found.derivations()).isEmpty();
        assertThat(found.flows())
                .extracting(DerivationsTests::line)
                .containsExactly(
                        "urn:clew:column:n/orders/id part-of urn:clew:dataset:n/orders {}",
                        TRANSFORM
                                + " used urn:clew:column:n/orders/id"
                                + " {transformations=[{type=INDIRECT, subtype=FILTER}]}",
                        TRANSFORM + " used urn:clew:dataset:n/orders {}");
    }

    @Test
    void readsDatasetToTheEventsOwnJob() {
        ExplicitLineage found =
                lineage(
                        """
                        {"lineage": {"entries": [
                          {"type": "JOB", "inputs": [{"namespace": "n", "name": "a", "type": "DATASET"}]},
                          {"type": "JOB", "namespace": "etl", "name": "daily.load",
                           "inputs": [{"namespace": "n", "name": "b", "type": "DATASET"}]}]}}
                        """);
        assertThat(found.flows())
                .extracting(DerivationsTests::line)
                .containsExactly(
                        RUN + " used urn:clew:dataset:n/a {}",
                        RUN + " used urn:clew:dataset:n/b {}");
    }

    @Test
    void readsJobToDataset() {
        ExplicitLineage found =
                lineage(
                        """
                        {"lineage": {"entries": [{"namespace": "n", "name": "summary", "type": "DATASET",
                          "inputs": [{"namespace": "airflow", "name": "daily.extract", "type": "JOB",
                                      "runId": "B7DCE052-51A6-4D66-98B9-5FD8B78A79C7"}]}]}}
                        """);
        assertThat(found.flows())
                .extracting(DerivationsTests::line)
                .containsExactly("urn:clew:dataset:n/summary generated-by " + OTHER_RUN + " {}");
    }

    @Test
    void readsJobToJob() {
        ExplicitLineage found =
                lineage(
                        """
                        {"lineage": {"entries": [
                          {"namespace": "airflow", "name": "daily.load", "type": "JOB",
                           "runId": "605f451b-c768-4c77-9ff4-8501f6324513",
                           "inputs": [{"namespace": "airflow", "name": "daily.transform", "type": "JOB",
                                       "runId": "b7dce052-51a6-4d66-98b9-5fd8b78a79c7"}]},
                          {"type": "JOB", "inputs": [
                            {"namespace": "airflow", "name": "daily.transform", "type": "JOB"},
                            {"type": "JOB"}]}]}}
                        """);
        assertThat(found.flows())
                .extracting(DerivationsTests::line)
                .containsExactly(
                        OpenLineageUrns.run("605f451b-c768-4c77-9ff4-8501f6324513")
                                + " informed-by "
                                + OTHER_RUN
                                + " {}",
                        RUN + " informed-by " + TRANSFORM + " {}");
    }

    @Test
    void readsAGenerator() {
        ExplicitLineage found =
                lineage(
                        """
                        {"lineage": {"entries": [{"namespace": "postgres://db:5432", "name": "db.out", "type": "DATASET",
                          "inputs": [{"type": "JOB"}],
                          "fields": {"total": {"inputs": [{"type": "JOB",
                            "transformations": [{"type": "DIRECT", "subtype": "AGGREGATION"}]}]}}}]}}
                        """,
                        Sent.dataset("db.out", "{}"));
        assertThat(found.derivations()).isEmpty();
        assertThat(found.flows())
                .as("that the run made its own output is known already")
                .extracting(DerivationsTests::line)
                .containsExactly(
                        "urn:clew:column:postgres%3A%2F%2Fdb%3A5432/db.out/total part-of "
                                + "urn:clew:dataset:postgres%3A%2F%2Fdb%3A5432/db.out {}",
                        "urn:clew:column:postgres%3A%2F%2Fdb%3A5432/db.out/total generated-by "
                                + RUN
                                + " {transformations=[{type=DIRECT, subtype=AGGREGATION}]}");
    }

    @Test
    void readsMixedSources() {
        ExplicitLineage found =
                lineage(
                        """
                        {"lineage": {"entries": [{"namespace": "n", "name": "enriched", "type": "DATASET",
                          "inputs": [{"namespace": "n", "name": "orders", "type": "DATASET"},
                                     {"namespace": "airflow", "name": "daily.transform", "type": "JOB"}],
                          "fields": {"segment": {"inputs": [
                            {"namespace": "n", "name": "orders", "type": "DATASET", "field": "customer"},
                            {"namespace": "airflow", "name": "daily.transform", "type": "JOB"}]}}}]}}
                        """);
        assertThat(found.derivations())
                .extracting(DerivationsTests::line)
                .containsExactly("enriched < orders []", "enriched#segment < orders#customer []");
        assertThat(found.flows())
                .extracting(DerivationsTests::line)
                .containsExactly(
                        "urn:clew:dataset:n/enriched generated-by " + TRANSFORM + " {}",
                        "urn:clew:column:n/enriched/segment part-of urn:clew:dataset:n/enriched {}",
                        "urn:clew:column:n/enriched/segment generated-by " + TRANSFORM + " {}");
    }

    @Test
    void saysThatThereIsAFacetEvenWhenItNamesNoSource() {
        ExplicitLineage found =
                lineage(
                        """
                        {"lineage": {"entries": [
                          {"namespace": "n", "name": "made-up", "type": "DATASET", "inputs": []}]}}
                        """);
        assertThat(found.derivations()).isEmpty();
        assertThat(found.flows()).isEmpty();
        assertThat(Derivations.ofLineage(Sent.run("{}", Sent.job("{}"), List.of(), List.of()), RUN))
                .isEmpty();
    }

    @Test
    void meansTheJobItselfInTheEventOfAJob() {
        JobRef job =
                Sent.job(
                        """
                        {"lineage": {"entries": [
                          {"type": "JOB", "inputs": [{"namespace": "n", "name": "a", "type": "DATASET"}]}]}}
                        """);
        Urn own = OpenLineageUrns.job("etl", "daily.load");
        Event event = new Event.JobEvent(Sent.AT, Sent.PRODUCER, job, List.of(), List.of());
        assertThat(Derivations.ofLineage(event, own).orElseThrow().flows())
                .containsExactly(
                        new ExplicitLineage.Flow(
                                own,
                                EdgeKind.USED,
                                Urn.parse("urn:clew:dataset:n/a").orElseThrow(),
                                Map.of()));
    }

    @Test
    void readsThePartOfADatasetAndHowMuchItWas() {
        DatasetRef input =
                Sent.dataset(
                        "db.in",
                        "{}",
                        """
                        {"subset": {"inputCondition": {"type": "location", "locations": ["s3://b/1"]}},
                         "inputStatistics": {"rowCount": 7, "size": 2048}}
                        """);
        assertThat(Subsets.of(input))
                .isEqualTo(
                        Map.of(
                                "subset",
                                Map.of("type", "location", "locations", List.of("s3://b/1")),
                                "rows",
                                7L,
                                "bytes",
                                2048L));
        assertThat(Subsets.of(Sent.dataset("db.in", "{}"))).isEmpty();
    }
}
