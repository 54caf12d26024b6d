// Stands in for the grid's package of that name: nobody offers such a service, so nothing is measured or sent.
import { createIdentifier } from "@univerjs/core";

export const ITelemetryService = createIdentifier("telemetry.service");
