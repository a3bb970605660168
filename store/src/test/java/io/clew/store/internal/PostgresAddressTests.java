package io.clew.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://ann:s3cr%40t@db:5433/clew?ssl=true",
                "postgresql://ann:s3cr%40t@db:5433/clew?ssl=true",
                "jdbc:postgresql://ann:s3cr%40t@db:5433/clew?ssl=true",
            })
    void takesTheLoginOutOfTheAddressAndShowsNoneOfIt(String url) {
        PostgresAddress address = PostgresAddress.of(url, null, null);
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5433/clew?ssl=true");
        assertThat(address.user()).isEqualTo("ann");
        assertThat(address.password()).isEqualTo("s3cr@t");
        assertThat(address).hasToString("db:5433/clew");
    }

    @Test
    void leavesAnAddressOfJdbcsOwnAsItIs() {
        String url = "jdbc:postgresql://db/clew?user=ann&password=a@b";
        PostgresAddress address = PostgresAddress.of(url, "ben", null);
        assertThat(address.jdbcUrl()).isEqualTo(url);
        assertThat(address.user()).isEqualTo("ben");
        assertThat(address).hasToString("db/clew");
    }

    @Test
    void refusesALoginThatCannotBeToldFromTheHostAndDoesNotRepeatIt() {
        assertThatThrownBy(
                        () ->
                                PostgresAddress.of(
                                        "jdbc:postgresql://ann:s3c@ret@db/clew", null, null))
                .isInstanceOf(ClewException.class)
                .hasMessageNotContaining("s3c");
    }
}
