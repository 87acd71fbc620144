// The usual theme, with room for the lines of a terminal and for wide tables.
import theme from "vitepress/theme";
import "./wide.css";

export default theme;
