package io.clew.intake;

import java.util.List;
import java.util.Map;

/**
 * Holds one batch as a harvester sends it.
 *
 * @param batch its number within the pass, from 1
 * @param position how far the source is read once this is taken
 * @param expected how many records the pass is to bring; below 0 when not said
 * @param names what people call each record, in order
 * @param marks of the state of each record, in order; empty for those that have none
 * @param problems what the harvester itself could not read, by name, with the reason
 */
public record Sent(
        long pass,
        long batch,
        String position,
        long expected,
        List<String> names,
        List<String> marks,
        List<byte[]> records,
        Map<String, String> problems) {}
