/** By which systems know the packaged program. Windows shows notifications only of one that names it itself, as its shortcut does. */
export const APP_ID = 'com.example.ecommerce-admin'
