/** Style sheets are collected by the build; importing one only says that it is needed. */
declare module "*.css";
