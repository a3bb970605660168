package io.clew.identity.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.identity.MarkdownTables;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class DatasetNamesTests {
    @TestFactory
    Stream<DynamicTest> readsUris() {
        return MarkdownTables.rows("Datasets by URI").stream()
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.get(0),
                                        () -> reads(row.get(0), row.get(1), row.get(2))));
    }

    @TestFactory
    Stream<DynamicTest> makesNamespaceAndNameCanonical() {
        return MarkdownTables.rows("Datasets by namespace and name").stream()
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.get(0) + " " + row.get(1),
                                        () -> {
                                            DatasetName made =
                                                    DatasetNames.of(row.get(0), row.get(1));
                                            assertThat(made)
                                                    .isEqualTo(
                                                            new DatasetName(
                                                                    row.get(2), row.get(3)));
                                            isCanonical(made);
                                        }));
    }

    private static void reads(String written, String namespace, String name) {
        Optional<DatasetName> expected =
                namespace.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new DatasetName(namespace, name));
        assertThat(DatasetNames.read(written)).isEqualTo(expected);
        expected.ifPresent(DatasetNamesTests::isCanonical);
    }

    private static void isCanonical(DatasetName name) {
        assertThat(DatasetNames.of(name.namespace(), name.name())).isEqualTo(name);
        assertThat(DatasetNames.candidates(name.text())).contains(name);
        assertThat(DatasetName.of(name.urn())).contains(name);
    }
}
