package io.clew.kafka;

import io.clew.kafka.KafkaState.Trouble;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers what is wrong, and logs each once when it begins and once when it is over. */
final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaEvents.class);

    /** Says what a trouble is about; there is at most one of each. */
    enum About {
        BROKERS("Kafka answers again"),
        TOPIC("The topic is there"),
        GROUP("Events can be read from Kafka again"),
        STORE("Events from Kafka are kept again"),
        DEAD_LETTERS("Dead letters can be written again");

        private final String over;

        About(String over) {
            this.over = over;
        }
    }

    private final InstantSource clock;
    private final Set<String> secrets;
    private final Map<About, Trouble> now = new EnumMap<>(About.class);
    private @Nullable Trouble last;

    /**
     * Makes a memory of troubles.
     *
     * @param secrets texts that no message may show
     */
    Troubles(InstantSource clock, Set<String> secrets) {
        this.clock = clock;
        this.secrets = Set.copyOf(secrets);
    }

    /** Remembers a trouble; logs it when it is new or says something new. */
    synchronized void begin(About about, String text) {
        String message = text;
        for (String secret : secrets) {
            message = message.replace(secret, "***");
        }
        Trouble known = now.get(about);
        if (known == null || !known.message().equals(message)) {
            LOG.warn("{}", message);
            last = new Trouble(known == null ? clock.instant() : known.since(), message);
            now.put(about, last);
        }
    }

    /** Forgets a trouble that is over. */
    synchronized void end(About about) {
        if (now.remove(about) != null) {
            LOG.info("{}", about.over);
        }
    }

    /** Returns what is wrong now. */
    synchronized List<Trouble> current() {
        return new ArrayList<>(now.values());
    }

    /** Returns the newest trouble, also one that is over; null when there was none. */
    synchronized @Nullable Trouble last() {
        return last;
    }
}
