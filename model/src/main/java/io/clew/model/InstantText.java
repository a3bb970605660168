package io.clew.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes and reads instants in the one form that Clew hashes and stores, such as {@code
 * 2026-01-31T12:34:56.789Z}: each event has some, and a formatter of any pattern costs many times
 * as much.
 */
public final class InstantText {
    private InstantText() {}

    /** Characters of a text, of years from 0000 to 9999. */
    public static final int CHARS = "2026-01-31T12:34:56.789Z".length();

    /** Stands for no instant: no text of such years means it. */
    public static final long NONE = Long.MIN_VALUE;

    private static final String FORM = "0000-00-00T00:00:00.000Z";

    private static final int YEAR_MAX = 9999;

    private static final int DAY_MILLIS = 86_400_000;

    private static final DateTimeFormatter OF_ANY_YEAR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Returns the text of an instant, cut to the millisecond. */
    public static String of(Instant instant) {
        long millis = instant.toEpochMilli();
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(millis, (long) DAY_MILLIS));
        if (day.getYear() < 0 || day.getYear() > YEAR_MAX) {
            return OF_ANY_YEAR.format(instant);
        }
        int ofDay = Math.floorMod(millis, DAY_MILLIS);
        char[] text = FORM.toCharArray();
        put(text, 0, 4, day.getYear());
        put(text, 5, 2, day.getMonthValue());
        put(text, 8, 2, day.getDayOfMonth());
        put(text, 11, 2, ofDay / 3_600_000);
        put(text, 14, 2, ofDay / 60_000 % 60);
        put(text, 17, 2, ofDay / 1000 % 60);
        put(text, 20, 3, ofDay % 1000);
        return new String(text);
    }

    private static void put(char[] text, int from, int digits, int number) {
        int rest = number;
        for (int at = from + digits - 1; at >= from; at--) {
            text[at] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /**
     * Returns the milliseconds since the epoch of exactly such a text, from an index to its end;
     * {@link #NONE} when it is another text, though a parser may make an instant of it.
     */
    public static long millis(String text, int from) {
        if (text.length() - from != CHARS || !isOfForm(text, from)) {
            return NONE;
        }
        int month = number(text, from + 5, 2);
        int hour = number(text, from + 11, 2);
        int minute = number(text, from + 14, 2);
        int second = number(text, from + 17, 2);
        if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) {
            return NONE;
        }
        YearMonth ofYear = YearMonth.of(number(text, from, 4), month);
        int day = number(text, from + 8, 2);
        if (!ofYear.isValidDay(day)) {
            return NONE;
        }
        long seconds = ofYear.atDay(day).toEpochDay() * 86_400 + hour * 3600 + minute * 60 + second;
        return seconds * 1000 + number(text, from + 20, 3);
    }

    /** Reads an instant: such a text quickly, and any other that {@link Instant#parse} reads. */
    public static Instant parse(String text) {
        long millis = millis(text, 0);
        return millis == NONE ? Instant.parse(text) : Instant.ofEpochMilli(millis);
    }

    private static boolean isOfForm(String text, int from) {
        for (int i = 0; i < CHARS; i++) {
            char form = FORM.charAt(i);
            char c = text.charAt(from + i);
            if (form == '0' ? c < '0' || c > '9' : c != form) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
