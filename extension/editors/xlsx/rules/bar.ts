import type { ICellCustomRender } from "@univerjs/core";
import { shareOf } from "./scale-color.ts";

const MARGIN_PX = 2;
/** The bar lies over the number, which stays readable. */
const OPACITY = 0.4;

/** Draws how far a value is between the least and the most; to the left of 0 what is below it. */
export function barAt(value: number, points: readonly number[], color: string): ICellCustomRender {
  const [least = 0, most = 0] = points;
  const zero = shareOf(Math.min(Math.max(0, least), most), least, most);
  const end = shareOf(value, least, most);
  return {
    drawWith(context, { primaryWithCoord }) {
      const { startX, endX, startY, endY } = primaryWithCoord;
      const width = endX - startX - 2 * MARGIN_PX;
      const [from, to] = [Math.min(zero, end), Math.max(zero, end)];
      context.save();
      context.globalAlpha = OPACITY;
      context.fillStyle = color;
      context.fillRect(
        startX + MARGIN_PX + from * width,
        startY + MARGIN_PX,
        (to - from) * width,
        endY - startY - 2 * MARGIN_PX,
      );
      context.restore();
    },
  };
}
