export { type Host, type HostEvent, type Off, type WindowControls } from './host.ts'
