package io.github.gradwalk.notebook;

import io.github.gradwalk.text.Numbers;
import io.github.gradwalk.train.EpochListener;
import io.github.gradwalk.train.EpochRecord;
import java.util.Locale;

/** Shows the progress of training in one line on standard output, which every Java kernel and every terminal overwrites after a carriage return. */
final class Progress implements EpochListener {
    private static final double SECONDS_BEFORE_THE_FIRST = 1;
    private static final double SECONDS_BETWEEN = 0.3;

    private final int epochs;
    private double elapsed;
    private double due;
    private int width;

    Progress(int epochs) {
        this.epochs = epochs;
        begin();
    }

    private void begin() {
        elapsed = 0;
        due = SECONDS_BEFORE_THE_FIRST;
        width = 0;
    }

    /** Time is the sum of the seconds that the epochs took. */
    @Override
    public void accept(EpochRecord epoch) {
        elapsed += epoch.seconds();
        if (elapsed >= due) {
            due = elapsed + SECONDS_BETWEEN;
            overwrite(line(epoch));
        }
    }

    @Override
    public void end() {
        if (width > 0) {
            overwrite("");
            System.out.print('\r');
            System.out.flush();
        }
        begin();
    }

    private String line(EpochRecord epoch) {
        final double remaining = elapsed / epoch.epoch() * Math.max(epochs - epoch.epoch(), 0);
        return String.format(
                Locale.ROOT,
                "epoch %d of %d, loss %s, accuracy %.1f %%, %s, about %s left",
                epoch.epoch(),
                epochs,
                Numbers.plain(epoch.loss(), 3),
                100 * epoch.accuracy(),
                time(elapsed),
                time(remaining));
    }

    private static String time(double seconds) {
        final long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }

    /** Spaces cover the rest of a longer line. */
    private void overwrite(String line) {
        System.out.print('\r' + line + " ".repeat(Math.max(width - line.length(), 0)));
        System.out.flush();
        width = line.length();
    }
}
