package io.clew.questions.fragments;

import io.clew.model.Clocks;
import io.clew.store.testing.TestDatabase;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PostgresFragmentsTests extends FragmentsContractTests {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }

    @Test
    void whatAnotherServerWroteIsHeardByTheFragmentsNoLaterThanByTheGraph() {
        Random random = new Random(seed(getClass()));
        RandomFacts facts = new RandomFacts(random);
        TestDatabase database = newDatabase();
        try (Server ours = new Server(database, 1 << 20);
                Server theirs = new Server(database, 1 << 20)) {
            for (int i = 0; i < 120; i++) {
                (random.nextBoolean() ? ours : theirs).write(facts);
                Server asked = random.nextBoolean() ? ours : theirs;
                if (random.nextInt(3) == 0) {
                    asked.committer.catchUp();
                }
                asked.compare(random);
            }
            ours.committer.catchUp();
            ours.compare(ours.graph.view(), new Clocks(null, ours.graph.position()));
        }
    }
}
