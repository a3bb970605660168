package io.clew.commit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.NodeNames;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes keep their ids while the names follow a group behind, whatever is forgotten. */
class NodeIdsTests {

    private static final int GROUPS = 300;

    @TempDir Path folder;

    /** Names of the first nodes of a log. */
    private record First(List<Urn> all, int count) implements NodeNames {
        @Override
        public int find(int workspaceId, Urn urn) {
            int index = all.indexOf(urn);
            return index < count ? index + 1 : 0;
        }

        @Override
        public Urn urn(int node) {
            return all.get(node - 1);
        }
    }

    @Test
    void aNodeHasOneIdThoughTheNamesAreAGroupBehind() {
        long seed = Long.getLong("clew.seed", 20261130);
        Random random = new Random(seed);
        List<Urn> all = new ArrayList<>();
        NodeIds ids = new NodeIds(5);
        try (Store store = TestDatabase.sqlite(folder).open(Migration.core())) {
            // The database has no node: whoever asks it finds none, and gives a second id.
            store.write(
                    db -> {
                        int before = 0;
                        for (int group = 0; group < GROUPS; group++) {
                            int first = all.size();
                            int told = random.nextBoolean() ? before : first;
                            ids.begin(first + 1, new First(List.copyOf(all), told));
                            before = first;
                            for (int i = random.nextInt(12); i > 0; i--) {
                                Urn urn =
                                        Urn.of(NodeKind.RUN, "x", "r" + random.nextInt(1 + group));
                                int id = ids.find(db, 1, urn);
                                int index = all.indexOf(urn);
                                assertThat(id).as("seed %d", seed).isEqualTo(index + 1);
                                if (id == 0) {
                                    all.add(urn);
                                    assertThat(ids.add(1, urn)).isEqualTo(all.size());
                                }
                                int any = 1 + random.nextInt(all.size());
                                assertThat(ids.urn(db, any))
                                        .as("seed %d", seed)
                                        .isEqualTo(all.get(any - 1));
                            }
                        }
                        return 0;
                    });
        }
        assertThat(all).hasSizeGreaterThan(100);
    }
}
