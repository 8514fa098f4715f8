package io.github.gradwalk.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import org.knowm.xchart.AnnotationText;

/** A text in a colour of its own: XChart knows only one colour for all annotations of a chart. */
final class CellText extends AnnotationText {
    private final Color ink;

    CellText(String text, double x, double y, String ink) {
        super(text, x, y, false);
        this.ink = Color.decode(ink);
    }

    @Override
    public void paint(Graphics2D g) {
        final Color others = styler.getAnnotationTextFontColor();
        styler.setAnnotationTextFontColor(ink);
        super.paint(g);
        styler.setAnnotationTextFontColor(others);
    }
}
