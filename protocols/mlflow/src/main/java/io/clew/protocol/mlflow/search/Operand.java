package io.clew.protocol.mlflow.search;

import java.util.List;

/** What a field is compared with. */
public sealed interface Operand {

    /** A text, without its quotes. */
    record Text(String value) implements Operand {}

    /**
     * A number.
     *
     * @param isInteger whether it is written as an integer that a long holds
     */
    record Number(double value, long integer, boolean isInteger) implements Operand {
        /** Returns the value to bind: a long where it is one, so that no digit is lost. */
        public Object bound() {
            return isInteger ? (Object) integer : (Object) value;
        }
    }

    /** A list of texts, never empty. */
    record Texts(List<String> values) implements Operand {
        public Texts {
            values = List.copyOf(values);
        }
    }

    /** Nothing: the comparison is a null check. */
    record None() implements Operand {}
}
