import type { EditorTheme } from "../adapter.ts";

/** The library's names for the colours of its bars and panels, with the values of ui/tokens.css; the slides keep their own. */
type ViewerColors = Readonly<Record<string, string>>;

const LIGHT: ViewerColors = {
  background: "#f5f7f6",
  foreground: "#19201d",
  card: "#ffffff",
  cardForeground: "#19201d",
  popover: "#ffffff",
  popoverForeground: "#19201d",
  primary: "#0b6349",
  primaryForeground: "#ffffff",
  secondary: "#eaeeec",
  secondaryForeground: "#19201d",
  muted: "#eaeeec",
  mutedForeground: "#54605b",
  accent: "#e2f0ea",
  accentForeground: "#19201d",
  destructive: "#b3261e",
  destructiveForeground: "#ffffff",
  border: "#d9dfdc",
  input: "#d9dfdc",
  ring: "#0b6349",
};

const DARK: ViewerColors = {
  background: "#101312",
  foreground: "#e9edeb",
  card: "#171a19",
  cardForeground: "#e9edeb",
  popover: "#171a19",
  popoverForeground: "#e9edeb",
  primary: "#55bf94",
  primaryForeground: "#0c1f18",
  secondary: "#222725",
  secondaryForeground: "#e9edeb",
  muted: "#222725",
  mutedForeground: "#a9b2ae",
  accent: "#17332a",
  accentForeground: "#e9edeb",
  destructive: "#f5958c",
  destructiveForeground: "#1b0b09",
  border: "#343a38",
  input: "#343a38",
  ring: "#55bf94",
};

export const viewerTheme = (theme: EditorTheme): { colors: ViewerColors; radius: string } => ({
  colors: theme === "dark" ? DARK : LIGHT,
  radius: "0.375rem",
});
