package io.clew.protocol.mlflow.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderParserTests {
    private static final SearchEntity RUNS =
            new SearchEntity.Builder()
                    .kind(FieldKind.METRIC, Comparator.NUMERIC)
                    .kind(FieldKind.PARAM, Comparator.TEXT)
                    .kind(FieldKind.TAG, Comparator.TEXT)
                    .orderedBy(FieldKind.METRIC)
                    .orderedBy(FieldKind.PARAM)
                    .attribute("run_id", false, Comparator.TEXT)
                    .attribute("start_time", true, Comparator.NUMERIC)
                    .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    metrics.`Mean Square Error`      | METRIC    | Mean Square Error | true
                    metrics.`Mean Square Error` ASC  | METRIC    | Mean Square Error | true
                    metrics.`Mean Square Error` DESC | METRIC    | Mean Square Error | false
                    metrics."key1"  desc             | METRIC    | key1              | false
                    params.my_param aSc              | PARAM     | my_param          | true
                    attribute.start_time DESC        | ATTRIBUTE | start_time        | false
                    run_id                           | ATTRIBUTE | run_id            | true
                    """)
    void readsFieldAndDirection(String clause, FieldKind kind, String key, boolean ascending) {
        assertThat(OrderParser.parse(clause, RUNS)).isEqualTo(new Order(kind, key, ascending));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            textBlock =
                    """
                    m.acc|Invalid entity type
                    acc|Invalid attribute key
                    attri.x|Invalid entity type
                    `metrics.A|Invalid order_by clause
                    `metrics.A`|Invalid entity type
                    attribute.start|Invalid attribute key
                    attribute.experiment_id|Invalid attribute key
                    metrics.A != 1|Invalid order_by clause
                    params.my_param |Invalid order_by clause
                    attribute.run_id ACS|Invalid ordering key
                    attribute.run_id decs|Invalid ordering key
                    attribute.run_id DESC blah|Invalid order_by clause
                    tags.x|Invalid order_by entity
                    """)
    void refusesWhatIsNoOrder(String clause, String message) {
        assertThatThrownBy(() -> OrderParser.parse(clause, RUNS)).hasMessageContaining(message);
    }

    @Test
    void refusesAFieldTwiceAnEmptyOneAndTooMany() {
        assertThatThrownBy(
                        () ->
                                OrderParser.parse(
                                        List.of("metrics.a", "metrics.b", "metric.`a` DESC"), RUNS))
                .hasMessageContaining("`order_by` contains duplicate fields");
        assertThatThrownBy(() -> OrderParser.parse("", RUNS))
                .hasMessageContaining("Invalid order_by clause");
        List<String> many = IntStream.range(0, 21).mapToObj(i -> "metrics.m" + i).toList();
        assertThatThrownBy(() -> OrderParser.parse(many, RUNS))
                .hasMessageContaining("at most 20 fields");
    }
}
