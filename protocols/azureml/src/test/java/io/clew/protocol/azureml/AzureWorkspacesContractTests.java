package io.clew.protocol.azureml;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What names of workspaces must be on every database. */
abstract class AzureWorkspacesContractTests {
    private static final String REST =
            "/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/";

    private final AtomicInteger opened = new AtomicInteger();
    private Store store;
    private AzureWorkspaces workspaces;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void open() {
        List<Migration> migrations = new ArrayList<>(Migration.core());
        migrations.addAll(AzureMlSchema.migrations());
        store = newDatabase().open(migrations);
        workspaces = another();
    }

    private AzureWorkspaces another() {
        return new AzureWorkspaces(store, opened::incrementAndGet);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void eachHasOneWorkspaceOfItsOwnForGood() {
        assertThat(workspaces.of("s-1", "rg", "Prod_ML")).isEqualTo("prod-ml");
        assertThat(workspaces.of("S-1", "RG", "prod_ml")).isEqualTo("prod-ml");
        String second = workspaces.of("s-2", "rg", "prod-ml");
        assertThat(second).matches("prod-ml-[0-9a-f]{8}");
        assertThat(workspaces.of("s-2", "other", "prod-ml"))
                .isNotEqualTo(second)
                .startsWith("prod-ml-");
        assertThat(opened).hasValue(3);
        assertThat(another().of("s-2", "rg", "prod-ml")).isEqualTo(second);
        assertThat(opened).hasValue(3);
        assertThat(workspaces.exists("prod-ml")).isTrue();
        assertThat(workspaces.exists("prod")).isFalse();
    }

    @Test
    void aRequestBelowIsSeenWithTheRestOfItsPath() {
        AzureMount mount = new AzureMount(workspaces);
        assertThat(mount.below("/mlflow/v1.0/subscriptions/s-1" + REST + "W/api/2.0/x%2Fy"))
                .hasValueSatisfying(
                        seen -> {
                            assertThat(seen.rawPath()).isEqualTo("/api/2.0/x%2Fy");
                            assertThat(seen.value()).isEqualTo("w");
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mlflow/v1.0/subscriptions/s" + REST + "W",
                "/mlflow/v3.0/subscriptions/s" + REST + "W/x",
                "/mlflow/v1.0/subscriptions/s" + REST + "-W/x",
                "/mlflow/v1.0/subscriptions/s" + REST + "W%2Fx/x",
                "/mlflow/v1.0/subscriptions/s" + REST + "abcdefghijklmnopqrstuvwxyz-34-chars/x",
                "/api/2.0/mlflow/runs/get"
            })
    void whateverElseIsThereIsNotBelow(String path) {
        assertThat(new AzureMount(workspaces).below(path)).isEmpty();
        assertThat(opened).hasValue(0);
    }
}
