package io.clew.identity.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.identity.MarkdownTables;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds partitions to the table in docs/identity.md. */
class PartitionsTests {

    @TestFactory
    Stream<DynamicTest> findsTheTable() {
        return MarkdownTables.rows("Partitions").stream()
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.get(0),
                                        () -> {
                                            DatasetName dataset =
                                                    DatasetNames.read(row.get(0)).orElseThrow();
                                            assertThat(shown(dataset))
                                                    .isEqualTo(row.get(1) + " " + row.get(2));
                                        }));
    }

    private static String shown(DatasetName dataset) {
        return Partitions.of(dataset)
                .map(part -> part.table().text() + " " + part.tail())
                .orElse(" ");
    }
}
