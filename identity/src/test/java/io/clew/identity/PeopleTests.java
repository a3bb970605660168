package io.clew.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleTests {

    @Test
    void eachPersonHasSpellings() {
        People people =
                People.parse("Ann Lee = ann@bank.example, ann, arn:aws:iam::1:user/a,Ben=ben");
        assertThat(people.names())
                .isEqualTo(
                        Map.of(
                                "ann@bank.example", "Ann Lee",
                                "ann", "Ann Lee",
                                "arn:aws:iam::1:user/a", "Ann Lee",
                                "ben", "Ben"));
        assertThat(People.parse(" ")).isEqualTo(People.NONE);
    }

    @Test
    void onlyClaimedAgentsOfJustThatSpellingAreAPerson() {
        People people = People.parse("Ann Lee = ann");
        assertThat(people.of(Urns.claimedAgent("mlflow", "ann"))).contains(Urns.person("Ann Lee"));
        assertThat(people.of(Urns.claimedAgent("mlflow", "Ann"))).isEmpty();
        assertThat(people.of(Urns.person("ann"))).isEmpty();
        assertThat(people.of(Urn.of(NodeKind.JOB, "claimed", "mlflow", "ann"))).isEmpty();
    }

    @Test
    void thePageSaysWhoIsWho() {
        People people =
                People.parse(
                        "Ann Lee = ann, ann@bank.example, arn:aws:iam::123456789012:user/ann,"
                                + " Ben Roe = ben");
        for (List<String> row : MarkdownTables.rows("People")) {
            assertThat(people.of(Urn.parse(row.get(0)).orElseThrow()).map(Urn::toString).orElse(""))
                    .as(row.get(0))
                    .isEqualTo(row.get(1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ann                        | 'ann' is nobody's spelling",
                "'Ann = '                   | a spelling of 'Ann' is empty",
                "' = ann'                   | the name in '= ann' is empty",
                "'Ann = a,, b'              | a spelling of 'Ann' is empty",
                "'Ann = a, Ben = a'         | 'a' is a spelling of both 'Ann' and 'Ben'",
                "'Ann = a, a'               | 'Ann' has the spelling 'a' twice",
                "'Ann = a, Ann = b'         | 'Ann' is there twice",
                "'Ann = CN=ann'             | a spelling of 'Ann' has an equals sign"
            },
            quoteCharacter = '"')
    void whatIsWrongIsNamed(String text, String why) {
        assertThatExceptionOfType(ClewException.class)
                .isThrownBy(() -> People.parse(text.strip().replaceAll("^'|'$", "")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER))
                .withMessageContaining(why)
                .withMessageContaining("Name = spelling");
    }
}
