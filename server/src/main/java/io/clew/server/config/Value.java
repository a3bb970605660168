package io.clew.server.config;

/**
 * Holds what a setting is and who said so.
 *
 * @param text the value as text, secrets included
 * @param source where it came from, for people: {@code --port}, {@code CLEW_PORT}, the path of a
 *     file, or {@code default}
 */
record Value(Setting setting, String text, String source) {

    /** Keeps secrets out of logs. */
    @Override
    public String toString() {
        return setting.key() + " from " + source;
    }
}
