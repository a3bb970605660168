package io.clew.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamedSqlTests {

    @Test
    void parametersBecomePlaceholdersInOrder() {
        NamedSql sql = NamedSql.parse("SELECT :b, :a FROM t WHERE x = :b AND y=:a_2");
        assertThat(sql.text()).isEqualTo("SELECT ?, ? FROM t WHERE x = ? AND y=?");
        assertThat(sql.names()).containsExactly("b", "a", "a_2");
        assertThat(sql.places()).containsExactly(0, 1, 0, 2);
    }

    @Test
    void colonsInQuotesAndCastsAreNoParameters() {
        for (String text :
                List.of(
                        "SELECT ':a'",
                        "SELECT 'it''s :a'",
                        "SELECT \"co:lumn\"",
                        "SELECT x::text",
                        "SELECT ': a', ' :'",
                        "SELECT a:",
                        "SELECT 12:30")) {
            NamedSql sql = NamedSql.parse(text);
            assertThat(sql.names()).as(text).isEmpty();
            assertThat(sql.text()).isEqualTo(text);
        }
        assertThat(NamedSql.parse("SELECT ':a', :a, \"':b\"").names()).containsExactly("a");
    }

    @Test
    void whateverIsNotPlainlyASelectMayChangeRows() {
        assertThat(NamedSql.parse(" \n select 1").isChange()).isFalse();
        for (String text : List.of("INSERT INTO t", "WITH x AS (DELETE FROM t) SELECT 1", "")) {
            assertThat(NamedSql.parse(text).isChange()).as(text).isTrue();
        }
    }

    @Test
    void textsThatClientsMakeAreNotKeptForEver() {
        String longOne = "SELECT 1 WHERE 1 IN (" + ":a, ".repeat(NamedSql.KEPT_CHARS_MAX) + ":a)";
        int before = NamedSql.kept();
        assertThat(NamedSql.parse(longOne).places()).hasSize(NamedSql.KEPT_CHARS_MAX + 1);
        assertThat(NamedSql.kept()).isEqualTo(before);
        for (int i = 0; i < 3 * NamedSql.KEPT_MAX; i++) {
            NamedSql.parse("SELECT :a WHERE a = " + i);
            assertThat(NamedSql.kept()).isLessThanOrEqualTo(NamedSql.KEPT_MAX);
        }
    }
}
