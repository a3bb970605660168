package io.clew.protocol.openlineage.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Reads a moment as producers write it.
 *
 * <p>RFC 3339 is the rule. Read besides, since clients send it and only one moment can be meant: a
 * moment without an offset (Python's {@code datetime.now().isoformat()}; taken as UTC), without
 * seconds or with a zone's name in brackets (Java's {@code ZonedDateTime.toString()}), an offset
 * without a colon or minutes, a space or an underscore between date and time, and a comma before
 * the fraction.
 *
 * @param oddity what is not as the rule says; null when all is
 */
public record Moment(Instant instant, @Nullable String oddity) {

    /** What is expected, for a message. */
    public static final String EXPECTED = "a moment by RFC 3339, such as 2026-11-30T08:15:00.123Z";

    private static final String NO_OFFSET = "has no offset and is taken as UTC";
    private static final String OTHER_FORM = "is read, but is not written as RFC 3339 says";
    private static final int CHARS_MAX = 100;
    private static final int NANO_DIGITS = 9;
    private static final int MINUTE_SECONDS = 60;
    private static final int HOUR_SECONDS = 3600;
    private static final int DAY_SECONDS = 86_400;

    /** Reads a moment; null when no moment can be read from the text. */
    public static @Nullable Moment read(String text) {
        return text.length() > CHARS_MAX ? null : new Reading(text).moment();
    }

    /** One pass over the text, without a pattern: each event has a moment or two. */
    private static final class Reading {
        private final String text;
        private int at;
        private @Nullable String oddity;
        private boolean failed;

        Reading(String text) {
            this.text = text;
        }

        @Nullable Moment moment() {
            int year = digits(4);
            expect('-');
            int month = digits(2);
            expect('-');
            int day = digits(2);
            separator();
            int hour = digits(2);
            expect(':');
            int minute = digits(2);
            int second = second();
            long nanos = fraction();
            int offset = offset();
            zoneName();
            if (failed
                    || at != text.length()
                    || month < 1
                    || month > 12
                    || day < 1
                    || day > YearMonth.of(year, month).lengthOfMonth()
                    || hour > 23
                    || minute > 59
                    || second > 60) {
                return null;
            }
            // A leap second is the last moment of its minute, as nothing here counts them.
            long seconds =
                    LocalDate.of(year, month, day).toEpochDay() * DAY_SECONDS
                            + hour * (long) HOUR_SECONDS
                            + minute * (long) MINUTE_SECONDS
                            + Math.min(second, 59)
                            - offset;
            return new Moment(Instant.ofEpochSecond(seconds, nanos), oddity);
        }

        private void separator() {
            char c = next();
            if (c == ' ' || c == '_') {
                oddity = OTHER_FORM;
            } else if (c != 'T' && c != 't') {
                failed = true;
            }
        }

        private int second() {
            if (peek() != ':') {
                oddity = OTHER_FORM;
                return 0;
            }
            at++;
            return digits(2);
        }

        private long fraction() {
            char point = peek();
            if (point != '.' && point != ',') {
                return 0;
            }
            if (point == ',') {
                oddity = OTHER_FORM;
            }
            at++;
            long nanos = 0;
            int count = 0;
            while (isDigit(peek())) {
                if (count < NANO_DIGITS) {
                    nanos = nanos * 10 + (peek() - '0');
                }
                count++;
                at++;
            }
            failed |= count == 0;
            for (int i = count; i < NANO_DIGITS; i++) {
                nanos *= 10;
            }
            return nanos;
        }

        private int offset() {
            char c = peek();
            if (c == 'Z' || c == 'z') {
                at++;
                return 0;
            }
            if (c != '+' && c != '-') {
                oddity = NO_OFFSET;
                return 0;
            }
            at++;
            int hours = digits(2);
            int minutes = 0;
            if (peek() == ':') {
                at++;
                minutes = digits(2);
            } else {
                oddity = OTHER_FORM;
                minutes = isDigit(peek()) ? digits(2) : 0;
            }
            failed |= hours > 23 || minutes > 59;
            int seconds = hours * HOUR_SECONDS + minutes * MINUTE_SECONDS;
            return c == '-' ? -seconds : seconds;
        }

        /** Java names the zone after an offset that says all there is to know. */
        private void zoneName() {
            if (peek() == '[' && text.endsWith("]") && !NO_OFFSET.equals(oddity)) {
                oddity = OTHER_FORM;
                at = text.length();
            }
        }

        private int digits(int count) {
            int value = 0;
            for (int i = 0; i < count; i++) {
                char c = next();
                if (!isDigit(c)) {
                    failed = true;
                    return 0;
                }
                value = value * 10 + (c - '0');
            }
            return value;
        }

        private void expect(char wanted) {
            failed |= next() != wanted;
        }

        private char next() {
            char c = peek();
            at++;
            return c;
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : 0;
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }
    }
}
