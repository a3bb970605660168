package io.clew.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ReferenceTests {
    @TestFactory
    Stream<DynamicTest> readsReferences() {
        return MarkdownTables.rows("References").stream()
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.get(0).isEmpty() ? "empty" : row.get(0),
                                        () -> {
                                            List<Reference> read = Reference.parse(row.get(0));
                                            assertThat(described(read)).isEqualTo(row.get(1));
                                            readsItsOwnText(read);
                                        }));
    }

    @Test
    void refusesWhatIsNoText() {
        for (String text :
                List.of("x".repeat(10_000), "a\u0000b", "a/\ud800", "\udc00", "a\tb", " ")) {
            assertThat(Reference.parse(text))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Reference.Unreadable.class,
                            r -> assertThat(r.expected()).endsWith("."));
        }
    }

    @Test
    void namesWhatARunIdMayStandFor() {
        String uuid = "3f5e83fa-3480-44ff-99c5-ff943904e5e8";
        assertThat(Reference.parse(uuid).getFirst().urns())
                .extracting(Object::toString)
                .containsExactly("urn:clew:run:openlineage/" + uuid, "urn:clew:run:mlflow/" + uuid);
    }

    @Test
    void namesEachLevelOfAMetaflowPathspec() {
        assertThat(
                        Stream.of("F", "F/1", "F/1/s", "F/1/s/2", "F/1/s/2/model")
                                .map(text -> Reference.parse(text).getFirst().urns().getFirst()))
                .extracting(Object::toString)
                .containsExactly(
                        "urn:clew:job:metaflow/F",
                        "urn:clew:run:metaflow/F/1",
                        "urn:clew:step:metaflow/F/1/s",
                        "urn:clew:task:metaflow/F/1/s/2",
                        "urn:clew:artifact:metaflow/F/1/s/2/model");
    }

    /** A dataset's likeliest name is among those of its text; the others depend on the spelling. */
    static void readsItsOwnText(List<Reference> read) {
        for (Reference reference : read) {
            if (reference instanceof Reference.Unreadable) {
                continue;
            }
            assertThat(Reference.parse(reference.text()))
                    .as(read.toString())
                    .anySatisfy(
                            again -> {
                                if (reference instanceof Reference.DatasetRef
                                        || reference instanceof Reference.ColumnRef) {
                                    assertThat(again.urns()).contains(reference.urns().getFirst());
                                } else {
                                    assertThat(again).isEqualTo(reference);
                                }
                            });
        }
    }

    private static String described(List<Reference> read) {
        return read.stream().map(ReferenceTests::described).collect(Collectors.joining("; "));
    }

    private static String described(Reference reference) {
        return switch (reference) {
            case Reference.UrnRef r -> "node `" + r.urn() + "`";
            case Reference.ModelRef r -> "model " + r.model();
            case Reference.ModelVersion r -> "model " + r.model() + ", version " + r.version();
            case Reference.ModelAlias r -> "model " + r.model() + ", alias " + r.alias();
            case Reference.ModelStage r -> "model " + r.model() + ", stage " + r.stage();
            case Reference.ModelLatest r -> "model " + r.model() + ", newest version";
            case Reference.LoggedModelRef r -> "logged model " + r.id();
            case Reference.RunRef r -> "run " + r.id();
            case Reference.RunArtifact r -> "artifact " + r.path() + " of run " + r.runId();
            case Reference.DatasetRef r ->
                    "dataset "
                            + r.candidates().stream()
                                    .map(d -> "`" + d.namespace() + "` `" + d.name() + "`")
                                    .collect(Collectors.joining(", "));
            case Reference.ColumnRef r ->
                    r.candidates().stream()
                            .map(
                                    c ->
                                            "column `%s` of `%s` `%s`"
                                                    .formatted(
                                                            c.column(),
                                                            c.dataset().namespace(),
                                                            c.dataset().name()))
                            .collect(Collectors.joining(", "));
            case Reference.Arn r -> "ARN";
            case Reference.MetaflowPathspec r -> "Metaflow " + r.text();
            case Reference.GitCommit r -> "commit " + r.prefix();
            case Reference.Sha256 r -> "SHA-256 " + r.hex();
            case Reference.PredictionRef r -> "prediction " + r.id();
            case Reference.Unreadable r -> "unreadable";
        };
    }
}
