package io.clew.harvest.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.harvest.Given;
import io.clew.model.ClewException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTests {

    @TempDir Path folder;

    private static Given given(Map<String, String> options, Map<String, String> environment) {
        return new Given("", options, environment::get);
    }

    @Test
    void keepsUserAndPasswordOutOfWhatIsShown() throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), "from file\n");
        Given given =
                given(Map.of("--password-file", secret.toString()), Map.of("PGPASSWORD", "x"));
        DatabaseAddress address =
                DatabaseAddress.of(
                        "postgresql+psycopg2://a%40b@db:5433/ml?sslmode=require", given, false);
        assertThat(address.origin()).isEqualTo("postgresql://db:5433/ml");
        assertThat(address.jdbc()).isEqualTo("jdbc:postgresql://db:5433/ml?sslmode=require");
        assertThat(address.login())
                .containsEntry("user", "a@b")
                .containsEntry("password", "from file");
        assertThat(address.login()).containsEntry("readOnly", "true");
        assertThat(address.toString()).doesNotContain("a@b", "from file");
    }

    @Test
    void takesAPasswordFromTheEnvironmentOnly() {
        Given none = given(Map.of(), Map.of());
        assertThatThrownBy(() -> DatabaseAddress.of("postgresql://ann:hunter2@db/ml", none, false))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("seen by others")
                .message()
                .doesNotContain("hunter2");
        assertThat(DatabaseAddress.of("postgres://ann:h%2B2+@db/ml", none, true).login())
                .containsEntry("password", "h+2+");
        assertThatThrownBy(
                        () -> DatabaseAddress.of("postgresql://db/ml?password=hunter2", none, true))
                .isInstanceOf(ClewException.class)
                .message()
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://h/d",
                "mysql+pymysql://u:hunter2@h/d",
                "mssql+pyodbc://h/d",
                "postgresql://",
                "postgresql://db",
                "postgresql://u:hunter2@d b/x",
                "sqlite:///no/such/file.db"
            })
    void refusesTheRestWithoutAnEcho(String text) {
        assertThat(DatabaseAddress.isOne(text)).isTrue();
        assertThatThrownBy(() -> DatabaseAddress.of(text, given(Map.of(), Map.of()), true))
                .isInstanceOf(ClewException.class)
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void readsPathsOfSqliteAsMlflowDoes() throws IOException {
        Path file = Files.createFile(folder.resolve("m.db"));
        Given none = given(Map.of(), Map.of());
        assertThat(DatabaseAddress.of("sqlite:///" + file, none, false).jdbc())
                .isEqualTo("jdbc:sqlite:" + file);
        assertThat(DatabaseAddress.of("sqlite:///" + file + "?timeout=3", none, false).origin())
                .isEqualTo("sqlite:///" + file);
    }
}
