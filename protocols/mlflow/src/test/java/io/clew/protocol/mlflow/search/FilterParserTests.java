package io.clew.protocol.mlflow.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The facts of MLflow's own tests of its grammar, as tables of ours. */
class FilterParserTests {
    private static final SearchEntity RUNS =
            new SearchEntity.Builder()
                    .kind(FieldKind.METRIC, Comparator.NUMERIC)
                    .kind(FieldKind.PARAM, Comparator.TEXT_OR_NULL)
                    .kind(FieldKind.TAG, Comparator.TEXT_OR_NULL)
                    .kind(FieldKind.DATASET, Comparator.TEXT_OR_LIST)
                    .datasetKeys(Set.of("name", "digest", "context"))
                    .attribute("run_id", false, Comparator.TEXT_OR_LIST)
                    .attribute("status", false, Comparator.TEXT)
                    .attribute("artifact_uri", false, Comparator.TEXT)
                    .attribute("start_time", true, Comparator.NUMERIC)
                    .attribute(
                            "created",
                            new SearchEntity.Attribute(
                                    "start_time", true, true, true, Comparator.NUMERIC))
                    .build();

    private static String parsed(String filter) {
        return FilterParser.parse(filter, RUNS).stream()
                .map(FilterParserTests::text)
                .collect(Collectors.joining(" & "));
    }

    private static String text(Condition condition) {
        String operand =
                switch (condition.operand()) {
                    case Operand.Text text -> "<" + text.value() + ">";
                    case Operand.Number number -> String.valueOf(number.bound());
                    case Operand.Texts texts -> texts.values().toString();
                    case Operand.None none -> "";
                };
        return (condition.kind().wireName()
                        + " "
                        + condition.key()
                        + " "
                        + condition.comparator().symbol()
                        + " "
                        + operand)
                .strip();
    }

    @Test
    void cutsALongClauseBetweenCharacters() {
        for (String before : List.of("", "x")) {
            String clause = "attribute.`" + before + "🧶".repeat(300) + "`";
            assertThatThrownBy(() -> FilterParser.parse(clause, RUNS))
                    .isInstanceOf(ClewException.class)
                    .satisfies(
                            refusal ->
                                    assertThat(UTF_8.newEncoder().canEncode(refusal.getMessage()))
                                            .isTrue());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    metric.acc >= 0.94                          | metric acc >= 0.94
                    metric.acc>=100                             | metric acc >= 100
                    metrics.acc > -1                            | metric acc > -1
                    metrics.acc>-1.5e3                          | metric acc > -1500.0
                    metrics.acc < .5                            | metric acc < 0.5
                    metrics.acc = 1E5                           | metric acc = 100000.0
                    metrics.acc = 9223372036854775808           | metric acc = 9.223372036854776E18
                    params.m!='tf'                              | parameter m != <tf>
                    params."m"!="tf"                            | parameter m != <tf>
                    metric."legit name" >= 0.243                | metric legit name >= 0.243
                    metrics.XYZ = 3                             | metric XYZ = 3
                    params."cat dog" = "pets"                   | parameter cat dog = <pets>
                    metrics."X-Y-Z" = 3                         | metric X-Y-Z = 3
                    metrics."X//Y#$$@&Z" = 3                    | metric X//Y#$$@&Z = 3
                    params.model = 'LinearRegression'           | parameter model = <LinearRegression>
                    metrics.rmse < 1 and params.model_class = 'LR' | metric rmse < 1 & parameter model_class = <LR>
                    `metric`.a >= 0.1                           | metric a >= 0.1
                    `params`.model LIKE 'LR%'                   | parameter model LIKE <LR%>
                    params.model ilike 'LR%'                    | parameter model ILIKE <LR%>
                    tags.version = 'commit-hash'                | tag version = <commit-hash>
                    `tags`.source_name = 'a notebook'           | tag source_name = <a notebook>
                    metrics."accuracy.2.0" > 5                  | metric accuracy.2.0 > 5
                    metrics.`spacey name` > 5                   | metric spacey name > 5
                    params."p.a.r.a.m" != "a"                   | parameter p.a.r.a.m != <a>
                    tags."t.a.g" = "a"                          | tag t.a.g = <a>
                    tags.mlflow.parentRunId = 'x'               | tag mlflow.parentRunId = <x>
                    tags.`mlflow.source.name` = 'x'             | tag mlflow.source.name = <x>
                    attribute.artifact_uri = '1/23/4'           | attribute artifact_uri = <1/23/4>
                    attribute.start_time >= 1234                | attribute start_time >= 1234
                    attributes.created < 9                      | attribute start_time < 9
                    start_time < 9                              | attribute start_time < 9
                    run.status = 'RUNNING'                      | attribute status = <RUNNING>
                    attr.status = 'RUNNING'                     | attribute status = <RUNNING>
                    status = "RUNNING"                          | attribute status = <RUNNING>
                    dataset.name = 'my_dataset'                 | dataset name = <my_dataset>
                    datasets.digest LIKE 'a%'                   | dataset digest LIKE <a%>
                    datasets.context IN ('train','eval')        | dataset context IN [train, eval]
                    tags.version IS NULL                        | tag version IS NULL
                    tags.version IS NOT NULL                    | tag version IS NOT NULL
                    params.lr is null                           | parameter lr IS NULL
                    params.lr is not null                       | parameter lr IS NOT NULL
                    tags.a IS NULL AND params.b = 'val'         | tag a IS NULL & parameter b = <val>
                    run_id IN ('a')                             | attribute run_id IN [a]
                    attributes.run_id NOT IN ('a', "b",)        | attribute run_id NOT IN [a, b]
                    attribute.run_id in ('a' , 'b')             | attribute run_id IN [a, b]
                    params.m = 'LR'                             | parameter m = <LR>
                    params.m = "L'Hosp"                         | parameter m = <L'Hosp>
                    params.m = 'it''s'                          | parameter m = <it''s>
                    params.m = ''                               | parameter m = <>
                    params.m = 'a AND b'                        | parameter m = <a AND b>
                    params.m = '(x; y)'                         | parameter m = <(x; y)>
                    params.größe = 'ü'                          | parameter größe = <ü>
                    """)
    void readsWhatMlflowReads(String filter, String expected) {
        assertThat(parsed(filter)).isEqualTo(expected);
    }

    @Test
    void anEmptyFilterIsAlwaysTrue() {
        assertThat(parsed("")).isEmpty();
        assertThat(parsed(" \n ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    metric.acc >= 0.94; metrics.rmse < 1     | Search filter contained multiple expression
                    m.acc >= 0.94                            | Invalid entity type 'm'
                    acc >= 0.94                              | Invalid attribute key 'acc'
                    p.model >= 'LR'                          | Invalid entity type
                    attri.x != 1                             | Invalid entity type
                    a.x != 1                                 | Invalid entity type
                    model >= 'LR'                            | Invalid attribute key
                    metrics.A > 0.1 OR params.B = 'LR'       | Invalid clause(s) in filter string
                    metrics.A > 0.1 NAND params.B = 'LR'     | Invalid clause(s) in filter string
                    metrics.A > 0.1 AND (params.B = 'LR')    | Invalid clause(s) in filter string
                    `metrics.A > 0.1                         | Invalid clause(s) in filter string
                    param`.A > 0.1                           | Invalid clause(s) in filter string
                    `dummy.A > 0.1                           | Invalid clause(s) in filter string
                    dummy`.A > 0.1                           | Invalid clause(s) in filter string
                    attribute.start != 1                     | Invalid attribute key
                    attribute.experiment_id != 1             | Invalid attribute key
                    attribute.lifecycle_stage = 'ACTIVE'     | Invalid attribute key
                    attribute.name != 1                      | Invalid attribute key
                    attribute.time != 1                      | Invalid attribute key
                    attribute._status != 'RUNNING'           | Invalid attribute key
                    attribute.status = true                  | Invalid clause(s) in filter string
                    dataset.status = 'true'                  | Invalid dataset key
                    dataset.profile = 'num_rows: 10'         | Invalid dataset key
                    metrics.acc IS NULL                      | IS NULL / IS NOT NULL is only supported for tags and params
                    attribute.status IS NULL                 | IS NULL / IS NOT NULL is only supported for tags and params
                    metric.model = 'LR'                      | Expected numeric value type for metric
                    metric.model = '5'                       | Expected numeric value type for metric
                    params.acc = 5                           | Expected a quoted string value for parameter
                    tags.acc = 5                             | Expected a quoted string value for tag
                    metrics.acc != metrics.acc               | Expected numeric value type for metric
                    1.0 > metrics.acc                        | Expected 'Identifier' found
                    attribute.status = 1                     | Expected a quoted string value for attributes
                    attribute.start_time = '1'               | Expected numeric value type for numeric attribute: start_time
                    dataset.name = 1                         | Expected a quoted string value for dataset attributes
                    params.acc = LR                          | value is either not quoted or unidentified quote types
                    tags.acc = LR                            | value is either not quoted or unidentified quote types
                    params.acc = `LR`                        | value is either not quoted or unidentified quote types
                    params.'acc = LR                         | Invalid clause(s) in filter string
                    params.acc = 'LR                         | Invalid clause(s) in filter string
                    params.acc = LR'                         | Invalid clause(s) in filter string
                    params.acc = "LR'                        | Invalid clause(s) in filter string
                    tags.acc = "LR'                          | Invalid clause(s) in filter string
                    tags.acc = = 'LR'                        | Invalid clause(s) in filter string
                    attribute.status IS 'RUNNING'            | Invalid clause(s) in filter string
                    params.acc LR !=                         | Invalid clause(s) in filter string
                    params.acc LR                            | Invalid clause(s) in filter string
                    metric.acc !=                            | Invalid clause(s) in filter string
                    metric.acc                               | Invalid clause(s) in filter string
                    acc != 1.0                               | Invalid attribute key
                    foo is null                              | Invalid attribute key
                    1=1                                      | Expected 'Identifier' found
                    1==2                                     | Expected 'Identifier' found
                    metrics.abc ~ 1.0                        | Invalid comparator
                    metrics.abc ~= 1.0                       | Invalid comparator
                    metrics.abc LIKE 1                       | Invalid comparator
                    params.abc > 'v'                         | Invalid comparator
                    params.abc < 'v'                         | Invalid comparator
                    params.abc >= 'v'                        | Invalid comparator
                    params.abc <= 'v'                        | Invalid comparator
                    params.abc ~ 'v'                         | Invalid comparator
                    params.abc <> 'v'                        | Invalid comparator
                    params.abc NOT LIKE 'v'                  | Invalid comparator
                    params.abc RLIKE 'v'                     | Invalid comparator
                    tags.abc > 'v'                           | Invalid comparator
                    tags.abc ~ 'v'                           | Invalid comparator
                    attributes.status > 'v'                  | Invalid comparator
                    attributes.status <= 'v'                 | Invalid comparator
                    attributes.start_time LIKE 1234          | Invalid comparator
                    attributes.start_time ILIKE 1234         | Invalid comparator
                    datasets.name > 'v'                      | Invalid comparator
                    datasets.name ~ 'v'                      | Invalid comparator
                    params.x IN ('a')                        | does not support comparison with a list
                    metrics.x IN ('a')                       | does not support comparison with a list
                    status IN ('a')                          | does not support comparison with a list
                    start_time IN ('a')                      | does not support comparison with a list
                    run_id IN ()                             | expected a non-empty list of string values
                    run_id IN (1, 2)                         | expected string value
                    run_id IN ('a' 'b')                      | ill-formed list
                    run_id IN ('a'                           | Invalid clause(s) in filter string
                    run_id IN 'a'                            | Invalid clause(s) in filter string
                    run_id IN (a)                            | Invalid clause(s) in filter string
                    AND                                      | Invalid clause(s) in filter string
                    metrics.a > 1 AND                        | Invalid clause(s) in filter string
                    AND metrics.a > 1                        | Invalid clause(s) in filter string
                    metrics.a > 1 metrics.b > 1              | Invalid clause(s) in filter string
                    metrics.a > 1;                           | Invalid clause(s) in filter string
                    metrics.a > 1.2.3                        | Invalid number
                    params.a-b = 'x'                         | Invalid clause(s) in filter string
                    *                                        | Invalid clause(s) in filter string
                    params. = 'x'                            | Invalid clause(s) in filter string
                    """)
    void refusesWhatMlflowRefuses(String filter, String message) {
        assertThatThrownBy(() -> parsed(filter))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining(message)
                .extracting(e -> ((ClewException) e).code())
                .isEqualTo(ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void holdsItsLimits() {
        String many = "params.a = 'b' AND ".repeat(FilterParser.CONDITIONS_MAX);
        assertThatThrownBy(() -> parsed(many + "params.a = 'b'"))
                .hasMessageContaining("at most 100 comparisons");
        assertThatThrownBy(() -> parsed("run_id IN (" + "'a',".repeat(10_001) + ")"))
                .hasMessageContaining("at most 10000 elements");
        assertThatThrownBy(() -> parsed("params.a LIKE '" + "%a".repeat(21) + "'"))
                .hasMessageContaining("A pattern may have at most");
        assertThatThrownBy(() -> parsed("x".repeat(FilterParser.LENGTH_MAX + 1)))
                .hasMessageContaining("exceeds the maximum length");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\"",
                "`",
                "''",
                "\\",
                "'\\'",
                "(",
                ")",
                "()",
                ",",
                ";",
                ";;",
                ".",
                "..",
                "a.",
                ".a",
                "-",
                "--",
                "-.",
                "1e",
                "1e+",
                "= ",
                "! =",
                "IS",
                "IS NOT",
                "NOT",
                "IN",
                "a IN",
                "a NOT",
                "a IS",
                "a IS NOT",
                "a IN (",
                "a IN ('x'",
                "a IN ('x',",
                "\uD83D",
                "a\u0000"
            })
    void answersNonsenseWithARefusal(String filter) {
        assertThatThrownBy(() -> parsed(filter)).isInstanceOf(ClewException.class);
    }
}
