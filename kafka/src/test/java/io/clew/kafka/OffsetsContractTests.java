package io.clew.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the rows of offsets promise on any database. */
abstract class OffsetsContractTests {

    private static final Offsets MINE = new Offsets("clew", "events", "id", "me");
    private static final Offsets OTHERS = new Offsets("clew", "events", "id", "other");

    private Store store;

    abstract TestDatabase database();

    @BeforeEach
    void open() {
        List<Migration> migrations = new ArrayList<>(Migration.core());
        migrations.addAll(KafkaSchema.migrations());
        store = database().open(migrations);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private long claim(Offsets who, int partition, long first) {
        return store.write(db -> who.claim(db, partition, first));
    }

    private void move(Offsets who, int partition, long from, long to) {
        store.write(
                db -> {
                    who.move(db, partition, from, to);
                    return to;
                });
    }

    @Test
    void beginsWhereTheTopicBegins() {
        assertThat(claim(MINE, 0, 17)).isEqualTo(17);
        assertThat(claim(MINE, 1, 0)).isZero();
        assertThat(claim(MINE, 0, 0)).isEqualTo(17);
    }

    @Test
    void movesFromWhereItIs() {
        claim(MINE, 0, 0);
        move(MINE, 0, 0, 10);
        move(MINE, 0, 10, 12);
        assertThat(claim(MINE, 0, 0)).isEqualTo(12);
    }

    @Test
    void refusesToMoveFromElsewhere() {
        claim(MINE, 0, 0);
        move(MINE, 0, 0, 10);
        assertThatThrownBy(() -> move(MINE, 0, 0, 20)).isInstanceOf(FencedException.class);
        assertThat(claim(MINE, 0, 0)).isEqualTo(10);
    }

    @Test
    void refusesTheOwnerBefore() {
        claim(MINE, 0, 0);
        assertThat(claim(OTHERS, 0, 0)).isZero();
        assertThatThrownBy(() -> move(MINE, 0, 0, 20)).isInstanceOf(FencedException.class);
        move(OTHERS, 0, 0, 5);
        assertThat(claim(MINE, 0, 0)).isEqualTo(5);
    }

    @Test
    void refusesWhoNeverClaimed() {
        assertThatThrownBy(() -> move(MINE, 3, 0, 1)).isInstanceOf(FencedException.class);
    }

    @Test
    void keepsGroupsAndTopicsApart() {
        claim(MINE, 0, 0);
        move(MINE, 0, 0, 10);
        assertThat(claim(new Offsets("other", "events", "id", "me"), 0, 0)).isZero();
        assertThat(claim(new Offsets("clew", "others", "id", "me"), 0, 0)).isZero();
        assertThat(claim(new Offsets("clew", "events", "made anew", "me"), 0, 0)).isZero();
        assertThat(claim(MINE, 0, 0)).isEqualTo(10);
    }
}
