package io.clew.identity.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.identity.MarkdownTables;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SageMakerUrnsTests {
    @TestFactory
    Stream<DynamicTest> sourcesAreWhatTheyName() {
        return MarkdownTables.rows("SageMaker").stream()
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.get(0),
                                        () -> {
                                            String[] words = row.get(0).split(" ");
                                            assertThat(
                                                            SageMakerUrns.source(
                                                                            words[0], ids(words))
                                                                    .toString())
                                                    .isEqualTo(row.get(1));
                                        }));
    }

    private static List<Map.Entry<String, String>> ids(String[] words) {
        return words.length < 3 ? List.of() : List.of(Map.entry(words[1], words[2]));
    }

    @Test
    void anEntityOfLineageIsFoundByItsOwnArn() {
        for (String kind : List.of("artifact", "context")) {
            assertThat(
                            SageMakerUrns.ofArn(
                                    "arn:aws:sagemaker:eu-west-1:123456789012:" + kind + "/x"))
                    .isEmpty();
        }
    }
}
